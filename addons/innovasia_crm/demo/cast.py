"""Who is in the demo: customers of a honey shop and donors of its foundation. The scenes are in :mod:`scenes`."""

from collections import namedtuple

SHOP, DONATION = "shop", "donation"
A, B, C = "cs_a", "cs_b", "cs_c"

#: ``number`` in digits; ``group`` and ``tags`` by their names, ``type`` by the end of its XML id.
Customer = namedtuple("Customer", "name number device group type tags", defaults=((),))

GROUPS = ("Jabodetabek", "Bandung Raya", "Jawa Timur", "Luar Jawa", "Reseller", "Donatur Tetap")
TAGS = ("Madu Hutan", "Madu Anak", "Grosir", "Langganan", "Ramadan", "Beasiswa")
LABELS = {"Pesanan": 10, "Tanya Ongkir": 4, "Menunggu Transfer": 3, "Komplain": 1, "Kuitansi": 8, "Prioritas": 2}

#: shortcut: (title, text)
QUICK_REPLIES = {
    "harga": (
        "Daftar harga",
        "Harga hari ini, Kak {contactname}:\n- Madu Hutan 500 ml *Rp 95.000*\n- Madu Hutan 1 kg *Rp 175.000*"
        "\n- Madu Anak 250 ml *Rp 60.000*\n\nPembelian 6 botol atau lebih mendapat harga grosir.",
    ),
    "ongkir": (
        "Ongkos kirim",
        "Boleh dibantu kecamatan dan kota tujuannya, Kak? Kami cek dulu ongkos kirim yang paling hemat.",
    ),
    "rekening": (
        "Rekening toko",
        "Pembayaran ke *BSI 7123456789* a.n. Toko Innovasia ya, Kak. Mohon kirim bukti transfernya di sini.",
    ),
    "resi": ("Pesanan dikirim", "Pesanan sudah kami kirim, Kak {contactname}. Nomor resinya kami kirim sore ini ya."),
    "donasi": (
        "Rekening donasi",
        "Donasi dapat disalurkan ke *BSI 7198765432* a.n. Donasi Innovasia. Kuitansi kami kirim setelah donasi diterima.",
    ),
    "terimakasih": (
        "Penutup",
        "Terima kasih, Kak {contactname}. Kalau ada yang bisa kami bantu lagi, tinggal balas di sini. Salam, {username}.",
    ),
}

CUSTOMERS = [
    Customer("Rahmat Hidayat", "6281234568001", SHOP, "Jabodetabek", "retail"),
    Customer("Yuliana Safitri", "6281234568002", SHOP, "Bandung Raya", "retail", ("Madu Anak",)),
    Customer("Agus Setiawan", "6281234568003", SHOP, "Reseller", "reseller", ("Grosir",)),
    Customer("Fitriani", "6281234568004", SHOP, None, None),
    Customer("Hendra Wijaya", "6281234568005", SHOP, "Jabodetabek", "retail"),
    Customer("Nur Aini", "6281234568006", SHOP, "Luar Jawa", "retail", ("Langganan", "Madu Hutan")),
    Customer("Bambang Sutrisno", "6281234568007", SHOP, None, None),
    Customer("Lina Marlina", "6281234568008", SHOP, "Bandung Raya", "retail"),
    Customer("Ahmad Fauzi", "6281234568009", SHOP, "Reseller", "reseller", ("Grosir",)),
    Customer("Ratna Dewi", "6281234568010", SHOP, "Jabodetabek", "retail", ("Madu Hutan",)),
    Customer("Joko Susilo", "6281234568011", SHOP, "Jawa Timur", "retail"),
    Customer("Maya Sari", "6281234568012", SHOP, "Bandung Raya", "retail", ("Madu Anak",)),
    Customer("Dian Permata", "6281234568013", SHOP, "Jabodetabek", "retail"),
    Customer("Eko Prasetyo", "6281234568014", SHOP, "Reseller", "reseller", ("Grosir", "Langganan")),
    Customer("Wulan Kusuma", "6281234568015", SHOP, "Luar Jawa", "retail"),
    Customer("Rudi Hartono", "6281234568016", SHOP, "Jabodetabek", "retail"),
    Customer("Sri Mulyani", "6281234568017", SHOP, "Jawa Timur", "retail", ("Langganan",)),
    Customer("Taufik Rahman", "6281234568018", SHOP, "Jabodetabek", "retail"),
    Customer("Indah Puspita", "6281234568019", SHOP, "Bandung Raya", "retail"),
    Customer("Galih Ramadhan", "6281234568020", SHOP, "Jabodetabek", "retail"),
    Customer("Novi Anggraini", "6281234568021", SHOP, "Reseller", "reseller"),
    Customer("Yanto", "6281234568022", SHOP, None, None),
    Customer("Kartika Putri", "6281234568023", SHOP, "Jabodetabek", "retail", ("Madu Hutan",)),
    Customer("Irfan Maulana", "6281234568024", SHOP, "Bandung Raya", "retail"),
    Customer("Melati Suci", "6281234568025", SHOP, "Jawa Timur", "retail"),
    Customer("Anton Gunawan", "6281234568026", SHOP, "Jabodetabek", "retail"),
    Customer("Hj. Siti Aminah", "6281234569001", DONATION, "Donatur Tetap", "donor", ("Beasiswa",)),
    Customer("Arif Budiman", "6281234569002", DONATION, "Jabodetabek", "donor", ("Ramadan",)),
    Customer("Nina Herlina", "6281234569003", DONATION, "Bandung Raya", "donor"),
    Customer("Komunitas Sepeda Bintaro", "6281234569004", DONATION, "Jabodetabek", "donor", ("Ramadan",)),
    Customer("dr. Farida", "6281234569005", DONATION, "Donatur Tetap", "donor", ("Beasiswa", "Langganan")),
    Customer("Slamet Riyadi", "6281234569006", DONATION, "Jawa Timur", "donor"),
    Customer("Putri Ayu", "6281234569007", DONATION, None, None),
    Customer("Yusuf Hakim", "6281234569008", DONATION, "Jabodetabek", "donor"),
    Customer("Ibu Ningsih", "6281234569009", DONATION, "Donatur Tetap", "donor"),
    Customer("Masjid Al-Ikhlas", "6281234569010", DONATION, "Jawa Timur", "donor", ("Ramadan",)),
    Customer("Robby Tanjung", "6281234569011", DONATION, "Luar Jawa", "donor"),
    Customer("Anisa Rahma", "6281234569012", DONATION, "Bandung Raya", "donor", ("Beasiswa",)),
    Customer("Fajar Nugroho", "6281234569013", DONATION, "Jabodetabek", "donor"),
    Customer("Tante Meri", "6281234569014", DONATION, None, "donor"),
]
