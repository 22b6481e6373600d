"""What is bought, paid, verified and shipped in the demo, beside what is said in :mod:`innovasia_crm.demo.scenes`.

The scripts are of the same kind: minutes since the step before, what happens, with what. Money and goods have these words:

``slip``     the customer sends a picture of a transfer: payment method, rupiah
``sell``     who serves the conversation enters a conversion: payment method, ``code:quantity`` of products (of a programme
             ``code:rupiah``), ``+courier:rupiah`` for shipping, ``=rupiah`` where the customer paid something else
``enter``    the same, by a salesman on the page for manual entry
``owe``      a salesman sells on credit; the invoice is posted when the goods are shipped
``accept``, ``reject`` (why), ``reverse`` (why)  the verifier decides
``process``, ``ship``, ``part`` (how many of the first product), ``receive``  the warehouse
``bring_back``  goods come back: ``code:quantity``, condition, reason
``counter``  the cashier sells to somebody who walks in: payment method, ``code:quantity``
"""

from odoo.addons.innovasia_crm.demo.cast import A, B, C

#: {customer: (minutes since the last step, who serves, script)}
NOW = {
    "Hj. Siti Aminah": (
        6,
        A,
        """
        0 slip BSI 1000000
        3 sell BSI DN-BEA:1000000
        """,
    ),
    "Joko Susilo": (
        30,
        B,
        """
        0 slip BSI 303000
        4 cs Terima kasih Pak Joko, kami teruskan ke bagian verifikasi ya.
        2 sell BSI MH-500:3 +JNE:18000
        """,
    ),
    "Maya Sari": (
        110,
        B,
        """
        0 c Bisa bayar di tempat kak?
        4 cs Bisa Kak Maya, COD ya.
        3 sell COD MA-JRK:1 +JNE:12000
        """,
    ),
    "Wulan Kusuma": (
        20,
        C,
        """
        0 c Oke kak, saya ambil 1 kg
        3 cs Baik Kak Wulan, totalnya Rp 271.000 ke *BSI 7123456789* a.n. Toko Innovasia.
        9 slip BSI 271000
        2 sell BSI MH-1000:1 +POS:96000
        7 accept
        2 cs Sudah kami terima Kak, terima kasih. Hari ini kami kemas.
        """,
    ),
    "Slamet Riyadi": (
        140,
        C,
        """
        0 c Bulan pertama saya transfer sekarang ya
        4 slip QRIS 200000
        2 sell QRIS DN-BEA:200000
        12 accept
        2 cs Terima kasih Pak Slamet, semoga berkah.
        """,
    ),
    "Eko Prasetyo": (
        18,
        C,
        """
        0 owe MH-500:36
        4 process
        """,
    ),
    "Galih Ramadhan": (125, C, "0 sell BCA KG-200:2 SK-200:1 +JNT:15000 =150000"),
    "Indah Puspita": (185, A, "0 sell Mandiri MH-500:1 +SICEPAT:13000 =110000"),
    "Irfan Maulana": (
        75,
        B,
        """
        0 sell BCA MK-250:2 +JNE:14000
        31 enter BCA MK-250:2 +JNE:14000
        """,
    ),
    "Komunitas Sepeda Bintaro": (27, B, "0 sell Mandiri DN-SMB:7500000"),
    "Ahmad Fauzi": (
        240,
        A,
        """
        0 sell BSI MH-500:24 +JNE:96000
        35 accept
        40 process
        """,
    ),
}

#: {customer: (days ago, time of day in Jakarta, who serves, script)}
BEFORE = {
    "Hendra Wijaya": (
        5,
        "09:10",
        A,
        """
        0 sell BSI MH-1000:1 SB-MD:2 +JNE:15000
        40 accept
        60 process
        320 ship
        """,
    ),
    "Lina Marlina": (
        2,
        "10:05",
        A,
        """
        0 sell BCA MA-250:2 SB-SK:3 +JNT:14000
        30 accept
        90 process
        1600 ship
        """,
    ),
    "Ratna Dewi": (
        4,
        "11:00",
        B,
        """
        0 sell QRIS MH-500:4 +SICEPAT:16000
        25 accept
        70 process
        200 ship
        3900 receive
        60 bring_back MH-500:1 damaged damaged
        """,
    ),
    "Dian Permata": (
        1,
        "10:30",
        B,
        """
        0 sell Mandiri KS-500:2 SR-60:1 +SICEPAT:12000
        25 accept
        60 process
        """,
    ),
    "Sri Mulyani": (
        2,
        "09:50",
        A,
        """
        0 sell BSI MH-1000:1 +JNE:18000
        20 accept
        60 process
        180 ship
        1500 receive
        """,
    ),
    "Yusuf Hakim": (
        2,
        "11:20",
        C,
        """
        0 sell QRIS DN-SMB:250000
        30 accept
        """,
    ),
    "Nina Herlina": (1, "10:00", A, "0 sell BCA DN-INF:500000"),
    "Kartika Putri": (
        8,
        "09:40",
        B,
        """
        0 sell BSI MH-500:2 KA-500:1 +ANTERAJA:15000
        45 accept
        50 process
        150 ship
        4150 receive
        """,
    ),
    "Novi Anggraini": (
        4,
        "13:10",
        A,
        """
        0 sell Mandiri MH-250:6 +JNE:45000
        30 accept
        1300 reverse Bank membatalkan transfer ini
        """,
    ),
    "Rudi Hartono": (
        3,
        "10:30",
        A,
        """
        0 sell BCA PK-SHT:1 +JNE:22000
        55 reject Uang tidak ada di mutasi BCA
        """,
    ),
    "Agus Setiawan": (
        6,
        "08:45",
        B,
        """
        0 owe MH-500:24 MH-1000:6
        60 process
        200 ship
        2900 receive
        """,
    ),
    "dr. Farida": (
        3,
        "08:20",
        C,
        """
        0 sell BCA DN-QRN:2500000
        65 accept
        """,
    ),
    "Bambang Sutrisno": (
        1,
        "13:30",
        A,
        """
        0 sell BCA MH-1000:3 BP-100:2 +JNE:25000
        35 accept
        30 process
        45 part 2
        """,
    ),
}

#: What may happen at any time in the two weeks before.
SALE = """
    0 {entry} {method} {basket} +{courier}:{shipping}
    {wait} accept
    {wait} process
    {packing} ship
    {transit} receive
    """
GIFT = """
    0 sell {method} {programme}
    {wait} accept
    """
#: At the counter today: (minutes ago, what).
COUNTER = (
    (205, "Tunai MH-250:1 KJ-10:2"),
    (131, "QRIS KS-500:1"),
    (54, "Tunai SB-SK:3 GM-200:1"),
)
