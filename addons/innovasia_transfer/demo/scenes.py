"""Who was asked for a transfer in the demo, and what the bank tells.

Money is said by what makes it differ from what was asked: ``=`` as told, ``base`` without the code, ``swap`` with the last two
digits the other way round, ``rest`` what is left, ``-20000`` so much less, ``+10000`` so much more; with ``!`` a verifier says
at once for which order it is.
"""

from collections import namedtuple

#: ``hours`` since the customer was asked; ``paid``: minutes after that, and how much; ``told``: minutes until the feed does;
#: ``proof``: a picture was sent; ``end``: why it was cancelled; ``asked``: minutes until finance is asked for the money.
Scene = namedtuple("Scene", "customer agent basket hours paid told proof end asked", defaults=((), 3, False, None, None))
#: What else the bank tells: hours ago, direction, rupiah, text, sender.
Line = namedtuple("Line", "hours kind amount text sender", defaults=("",))

SCENES = [
    # As it should be: paid within the hour, and the order turned paid by itself.
    Scene("Rudi Hartono", "cs_a", "MH-500:2 KG-200:1", 150, ((22, "="),)),
    Scene("Lina Marlina", "cs_b", "MA-250:3", 131, ((8, "="),), 2),
    Scene("Ahmad Fauzi", "cs_c", "MH-500:12", 127, ((47, "="),), 4),
    Scene("Dian Permata", "cs_a", "KS-500:1 TIN-200:2", 102, ((5, "="),), 2),
    Scene("Taufik Rahman", "cs_b", "PR-20:1", 80, ((300, "="),), 26),
    Scene("Yuliana Safitri", "cs_c", "MH-500:2 KG-200:1", 77, ((14, "="),), 3),
    Scene("Sri Mulyani", "cs_a", "HS-200:1", 55, ((31, "="),), 5),
    Scene("Ratna Dewi", "cs_b", "VCO-250:2 ZN-250:1", 30, ((12, "="),), 2),
    Scene("Agus Setiawan", "cs_c", "KJ-10:24", 9, ((6, "="),), 1),
    Scene("Hendra Wijaya", "cs_a", "MR-350:2", 4, ((19, "="),), 3),
    # In two parts, and too much.
    Scene("Nur Aini", "cs_b", "KM-500:2", 27, ((15, "-100000!"), (190, "rest!"))),
    Scene("Bambang Sutrisno", "cs_c", "SR-60:4", 52, ((20, "+10000!"),)),
    # For people to decide: without the code, digits swapped, a part only, late.
    Scene("Fitriani", "cs_a", "MA-JRK:2", 7, ((25, "base"),), 3, True, None, 50),
    Scene("Eko Prasetyo", "cs_b", "MH-250:10", 5, ((33, "swap"),), 2, True, None, 265),
    Scene("Indah Puspita", "cs_c", "BP-100:2", 20, ((60, "-78000"),)),
    # Still to come.
    Scene("Rahmat Hidayat", "cs_a", "MH-500:1 SK-200:1", 2),
    Scene("Maya Sari", "cs_b", "ALM-250:2", 1),
    Scene("Wulan Kusuma", "cs_c", "KTR-200:1 TH-100:1", 22.5),
    Scene("Joko Susilo", "cs_b", "MH-500:1 SK-200:1", 0.3, (), 0, True),
    # Over: late, given up, cancelled.
    Scene("Galih Ramadhan", "cs_a", "MKP-350:2", 41),
    Scene("Irfan Maulana", "cs_b", "KT-250:3", 76),
    Scene("Slamet Riyadi", "cs_c", "ZT-60:1", 222),
    Scene("Hj. Siti Aminah", "cs_a", "KA-500:1", 63, (), 0, False, "Pelanggan membayar di toko"),
]
LINES = [
    Line(120, "debit", 15_000, "BIAYA ADM"),
    Line(99, "debit", 4_500_000, "TRSF E-BANKING DB 1911/FTSCY/WS95031 4500000.00 PEMASOK MADU BADUI"),
    Line(74, "credit", 12_480, "BUNGA"),
    Line(33, "credit", 1_250_000, "SETORAN TUNAI 0123 KCP DEPOK"),
    Line(29, "credit", 203_500, "TRSF E-BANKING CR 2111/FTSCY/WS95031 203500.00 TITIPAN ARISAN", "MULYANI S"),
    Line(6, "debit", 350_000, "TRSF E-BANKING DB 2211/FTSCY/WS95031 350000.00 ONGKIR JNE"),
]
#: The bank has not dated it yet.
PENDING = Line(0.2, "credit", 95_412, "PEND TRSF E-BANKING CR TIWI LESTARI", "TIWI LESTARI")
BEGIN = 18_250_000
