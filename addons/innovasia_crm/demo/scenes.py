"""What is said in the demo.

A script has a line for each step: minutes since the step before, who, what. ``c`` is the customer, ``ad`` the customer who
comes from an ad, ``cs`` who serves the conversation, ``note`` an internal note. ``label``, ``transfer`` (to whom, note) and
``archive`` do what they say.
"""

from .cast import A, B, C

# --- now: {customer: (minutes since the last step, who serves, script)} ---------------------------

NEW = {
    "Rahmat Hidayat": (2, None, "0 c Assalamualaikum, madu hutan yang 1 kg masih ada?"),
    "Yuliana Safitri": (
        6,
        None,
        """
        0 c Halo kak
        1 c Madu anak aman untuk umur 2 tahun?
        """,
    ),
    "Agus Setiawan": (17, None, "0 c Siang min, mau order lagi 24 botol. Harga grosir masih sama?"),
    "Fitriani": (44, None, "0 c Kak, bisa COD ke Depok?"),
    "Hendra Wijaya": (95, None, "0 c Pesanan saya kok belum sampai ya, sudah 4 hari"),
    "Arif Budiman": (11, None, "0 c Assalamualaikum, bagaimana cara donasi untuk program beasiswa?"),
    "Nina Herlina": (
        230,
        None,
        """
        0 c Selamat siang, saya sudah transfer 500 ribu kemarin
        2 c Kuitansinya belum saya terima
        """,
    ),
    "Putri Ayu": (560, None, "0 c Apakah menerima donasi pakaian layak pakai?"),
}

ASSIGNED = {
    "Nur Aini": (
        4,
        A,
        """
        0 c Kak, stok madu hutan 500 ml ready?
        3 cs Ready Kak Nur, 500 ml *Rp 95.000*. Mau ambil berapa botol?
        5 c 2 botol ya, kirim ke Makassar
        2 cs Siap Kak. Ongkir ke Makassar JNE REG Rp 52.000, total Rp 242.000.
        0 label Tanya Ongkir
        6 c Oke, transfer ke mana?
        """,
    ),
    "Bambang Sutrisno": (
        26,
        A,
        """
        0 c Madunya asli?
        8 cs Asli Pak, langsung dari petani madu di Riau. Ada uji lab-nya juga, boleh kami kirim?
        4 c Boleh
        3 cs Sebentar ya Pak, saya siapkan berkasnya.
        """,
    ),
    "Lina Marlina": (
        75,
        A,
        """
        0 c Mau tanya, yang kemarin saya pesan sudah dikirim?
        12 cs Sudah Kak Lina, kemarin sore. Estimasi tiba besok.
        2 c Siap, makasih kak
        1 cs Sama-sama Kak.
        """,
    ),
    "Ahmad Fauzi": (
        38,
        A,
        """
        0 c Min, reseller dapat harga berapa?
        5 cs Untuk reseller Rp 78.000 per botol 500 ml, minimal 12 botol, Mas Ahmad.
        3 c Kalau 50 botol?
        4 cs Kalau 50 botol Rp 74.000, Mas. Ongkir kami bantu setengahnya.
        0 note Sudah disetujui Bu Sari untuk 50 botol ke atas.
        0 label Prioritas
        15 c Oke saya hitung dulu ya
        """,
    ),
    "Ratna Dewi": (
        9,
        B,
        """
        0 c Kak botolnya pecah satu waktu sampai
        4 cs Mohon maaf Kak Ratna. Boleh dikirim foto paketnya?
        2 c Sebentar
        0 label Komplain
        7 c Sudah saya kirim ke email ya kak, tolong dibantu
        """,
    ),
    "Joko Susilo": (
        51,
        B,
        """
        0 c Pagi, saya mau 3 botol madu hutan
        6 cs Pagi Pak Joko. Totalnya Rp 285.000, belum ongkir. Kirim ke mana, Pak?
        9 c Malang, Lowokwaru
        5 cs Ongkir Rp 18.000, jadi Rp 303.000. Pembayaran ke *BSI 7123456789* a.n. Toko Innovasia.
        0 label Menunggu Transfer
        """,
    ),
    "Maya Sari": (
        140,
        B,
        """
        0 c Halo, madu anak ada rasa apa saja?
        10 cs Ada original dan jeruk, Kak Maya.
        3 c Jeruk 1 ya
        2 cs Baik Kak, Rp 60.000. Alamatnya masih yang lama di Cimahi?
        8 c Masih kak
        3 cs Siap, kami kirim besok pagi.
        """,
    ),
    "Dian Permata": (
        22,
        B,
        """
        0 c Kak saya mau ganti alamat pengiriman
        7 cs Boleh Kak Dian, ke mana?
        4 c Jl. Kenanga 12, Tebet
        3 cs Sudah saya ubah. Saya teruskan ke tim gudang dulu ya.
        2 transfer cs_c Tolong pastikan paket Kak Dian belum jalan, alamat baru Jl. Kenanga 12 Tebet.
        6 cs Halo Kak Dian, paketnya belum jalan, alamat sudah kami ganti.
        """,
    ),
    "Eko Prasetyo": (
        33,
        C,
        """
        0 c Bos, kirim 36 botol lagi seperti biasa
        5 cs Siap Mas Eko, kirim ke gudang Sidoarjo?
        2 c Yoi
        0 label Pesanan
        4 cs Dikirim hari ini ya Mas, invoice menyusul.
        12 c Invoice kirim ke WA ini saja
        """,
    ),
    "Wulan Kusuma": (
        65,
        C,
        """
        0 c Kak bisa kirim ke Papua?
        9 cs Bisa Kak Wulan, lewat Pos Indonesia sekitar 8 hari.
        5 c Ongkirnya berapa?
        3 cs Rp 96.000 untuk 1 kg, Kak.
        """,
    ),
    "Hj. Siti Aminah": (
        14,
        A,
        """
        0 c Assalamualaikum nak, ibu mau titip donasi bulan ini
        6 cs Waalaikumsalam Bu Haji, alhamdulillah. Untuk program apa, Bu?
        3 c Beasiswa seperti biasa, 1 juta
        2 cs Baik Bu. Rekening *BSI 7198765432* a.n. Donasi Innovasia.
        0 label Menunggu Transfer
        20 c Sudah ibu transfer ya
        """,
    ),
    "Komunitas Sepeda Bintaro": (
        48,
        B,
        """
        0 c Halo, kami dari komunitas mau donasi sembako untuk Ramadan
        7 cs Terima kasih Kak. Rencananya berapa paket?
        5 c 150 paket, bisa dijemput?
        4 cs Bisa Kak, Sabtu pagi kami jemput. Boleh alamatnya?
        """,
    ),
    "dr. Farida": (
        120,
        C,
        """
        0 c Mohon dikirim kuitansi donasi tahun ini untuk laporan pajak
        10 cs Baik Dok, kami siapkan hari ini.
        0 label Kuitansi
        35 cs Sudah kami kirim ke email Dokter ya.
        4 c Diterima, terima kasih banyak
        """,
    ),
    "Slamet Riyadi": (
        190,
        C,
        """
        0 c Saya mau jadi donatur tetap
        15 cs Alhamdulillah, terima kasih Pak Slamet. Nominalnya berapa per bulan, Pak?
        6 c 200 ribu
        5 cs Siap Pak, kami catat. Tiap tanggal 5 kami ingatkan lewat WhatsApp.
        """,
    ),
    # From an ad, forty hours ago: the free replies are over, the session is not.
    "Rudi Hartono": (
        2400,
        A,
        """
        0 ad Halo, saya lihat iklan promo madu. Masih berlaku?
        4 cs Masih Kak Rudi, sampai akhir bulan. Beli 2 gratis 1 madu anak.
        6 c Oke saya diskusi dulu sama istri ya
        2 cs Siap Kak, kami tunggu kabarnya.
        """,
    ),
}

#: {customer: (days ago, time of day in Jakarta, who serves, script)}
OVER = {
    "Sri Mulyani": (
        2,
        "09:12",
        A,
        """
        0 c Pesan 1 kg madu hutan ya, alamat sama
        4 cs Baik Bu Sri, total Rp 193.000 dengan ongkir.
        30 c Sudah transfer
        3 cs Terima kasih Bu, kami kirim siang ini.
        """,
    ),
    "Taufik Rahman": (
        2,
        "13:40",
        B,
        """
        0 c Ada toko fisiknya?
        12 cs Ada Kak, di Jl. Raya Bogor km 21. Buka Senin sampai Sabtu.
        3 c Ok makasih
        2 cs Sama-sama Kak, kami tunggu.
        """,
    ),
    "Indah Puspita": (3, "10:05", None, "0 c Kak ada promo bulan ini?"),
    "Galih Ramadhan": (
        3,
        "15:20",
        C,
        """
        0 c Cara simpan madu yang benar gimana?
        8 cs Di suhu ruang, hindari matahari langsung, dan jangan pakai sendok basah ya Kak.
        5 c Wah baru tahu, terima kasih
        1 cs Sama-sama Kak.
        """,
    ),
    "Novi Anggraini": (
        4,
        "11:30",
        A,
        """
        0 c Saya mau daftar reseller
        6 cs Boleh Kak Novi. Minimal 12 botol untuk pesanan pertama.
        7 c Kalau 6 dulu bisa?
        """,
    ),
    "Yanto": (5, "20:15", None, "0 c p"),
    "Kartika Putri": (
        5,
        "14:00",
        B,
        """
        0 c Paket sudah sampai, terima kasih ya kak
        9 cs Alhamdulillah, terima kasih Kak Kartika. Ditunggu pesanan berikutnya.
        """,
    ),
    "Irfan Maulana": (
        6,
        "16:25",
        C,
        """
        0 c Madu hitam ada?
        5 cs Saat ini kosong Kak, perkiraan ada lagi dua minggu.
        2 c Kabari ya kalau ada
        """,
    ),
    "Yusuf Hakim": (
        2,
        "10:50",
        C,
        """
        0 c Apakah bisa donasi lewat QRIS?
        6 cs Bisa Pak Yusuf, kode QRIS kami kirim ya.
        11 c Sudah, 250 ribu
        2 cs Terima kasih Pak, semoga berkah.
        """,
    ),
    "Ibu Ningsih": (
        3,
        "08:30",
        A,
        """
        0 c Nak, laporan penyaluran bulan lalu sudah ada?
        14 cs Sudah Bu, kami kirim ringkasannya sore ini ya.
        """,
    ),
    "Masjid Al-Ikhlas": (4, "17:45", None, "0 c Mohon info pengajuan proposal bantuan renovasi"),
    "Robby Tanjung": (
        6,
        "09:40",
        B,
        """
        0 c Kirim nomor rekening donasi ya
        3 cs *BSI 7198765432* a.n. Donasi Innovasia, Kak Robby.
        4 c Siap
        1 cs Terima kasih Kak Robby.
        """,
    ),
    "Anisa Rahma": (
        8,
        "13:15",
        C,
        """
        0 c Apakah beasiswa dibuka tahun ini?
        7 cs Dibuka bulan depan Kak, informasinya kami kirim lewat sini.
        2 c Terima kasih
        3 cs Sama-sama Kak.
        """,
    ),
    "Melati Suci": (
        7,
        "11:10",
        B,
        """
        0 c Salah sambung, maaf
        5 cs Tidak apa-apa Kak.
        3 archive
        """,
    ),
    "Anton Gunawan": (
        9,
        "21:30",
        None,
        """
        0 c Pinjaman cepat cair tanpa agunan, hubungi kami
        700 archive
        """,
    ),
    "Tante Meri": (
        5,
        "12:20",
        A,
        """
        0 c Ini nomor baru tante, yang lama sudah tidak dipakai
        6 cs Siap Tante, kami catat.
        0 note Nomor lama sudah dihapus dari daftar siaran.
        4 archive
        """,
    ),
}

# --- before: visits of the last two weeks, so that there is something to look back on ---------------
# The last script of a device is the rare one: nobody answers.

SHOP_VISITS = (
    """
    0 c Madu hutan 500 ml berapa kak?
    {wait} cs Rp 95.000 Kak, mau ambil berapa botol?
    4 c 1 dulu ya
    3 cs Siap, kami siapkan.
    """,
    """
    0 c Kak, ongkir ke sini berapa ya?
    {wait} cs Boleh dibantu kecamatan dan kotanya, Kak?
    6 c Nanti saya kabari
    1 cs Siap Kak, kami tunggu.
    """,
    """
    0 c Sudah saya transfer ya
    {wait} cs Terima kasih Kak, sudah kami terima.
    2 c Sip
    1 cs Kami kirim hari ini juga.
    """,
    "0 c Masih buka?",
)
DONATION_VISITS = (
    """
    0 c Saya mau donasi, rekeningnya apa ya?
    {wait} cs Terima kasih Kak. *BSI 7198765432* a.n. Donasi Innovasia.
    25 c Sudah saya kirim
    4 cs Sudah kami terima, terima kasih banyak.
    """,
    """
    0 c Kuitansi bulan lalu belum saya terima
    {wait} cs Mohon maaf Kak, kami kirim ulang sekarang.
    5 c Terima kasih
    2 cs Sama-sama Kak.
    """,
    "0 c Kantornya di mana?",
)
