"""What the shop of the demo sells, and what its foundation collects for."""

from collections import namedtuple

#: ``price`` and ``cost`` in rupiah, ``stock`` in pieces; ``shape``, ``colour`` and ``label`` tell :mod:`pictures` what to draw.
Product = namedtuple("Product", "code name price cost stock shape colour label")

_GOODS = {
    "Madu": """
        MH-250   Madu Hutan 250 ml             52000   31000  90 jar     amber   250 ml
        MH-500   Madu Hutan 500 ml             95000   58000 260 jar     amber   500 ml
        MH-1000  Madu Hutan 1 kg              175000  112000  80 jar     amber   1 kg
        MA-250   Madu Anak 250 ml              60000   36000 120 bottle  orange  Anak
        MA-JRK   Madu Anak Jeruk 250 ml        60000   36500  70 bottle  lemon   Jeruk
        MK-250   Madu Kelulut 250 ml           98000   64000  40 bottle  brown   Kelulut
        MHT-350  Madu Hitam Pahit 350 ml      110000   72000   0 jar     dark    Pahit
        MR-350   Madu Randu 350 ml             72000   44000  60 jar     gold    Randu
        MKP-350  Madu Kopi 350 ml              78000   48000  45 jar     brown   Kopi
        MAK-350  Madu Akasia 350 ml            74000   45000  55 jar     gold    Akasia
        MS-200   Madu Sarang 200 g             85000   55000  30 box     gold    Sarang
        MSC-12   Madu Sachet isi 12            36000   21000 150 box     amber   12 x
        PR-20    Propolis 20 ml               120000   76000  35 dropper teal    20 ml
        BP-100   Bee Pollen 100 g              89000   54000  25 pouch   gold    Pollen
    """,
    "Herbal": """
        HS-100   Habbatussauda 100 kapsul      68000   41000  80 tin     dark    100
        HS-200   Habbatussauda 200 kapsul     125000   79000  50 tin     dark    200
        SR-60    Sari Kurma 330 ml             42000   25000 110 bottle  wine    Kurma
        ZT-60    Ekstrak Kulit Manggis 60      75000   46000  30 tin     wine    60
        KN-50    Kunyit Asam 50 g              24000   13000  60 pouch   orange  Kunyit
        JM-100   Jahe Merah Bubuk 100 g        28000   15500  75 pouch   red     Jahe
        TM-50    Temulawak Bubuk 50 g          22000   12000  60 pouch   lemon   Temu
        DK-30    Daun Kelor Kapsul 60          58000   34000  40 tin     green   Kelor
        SP-100   Spirulina 100 tablet          92000   60000  20 tin     teal    100
    """,
    "Kurma dan Buah Kering": """
        KA-500   Kurma Ajwa 500 g             145000   98000  60 box     wine    Ajwa
        KS-500   Kurma Sukari 500 g            65000   42000 100 box     brown   Sukari
        KM-500   Kurma Medjool 500 g          135000   92000  45 box     dark    Medjool
        KT-250   Kurma Tunisia Tangkai 250 g   38000   23000  70 box     gold    Tunisia
        KIS-250  Kismis Hitam 250 g            32000   19000  55 pouch   purple  Kismis
        TIN-200  Buah Tin Kering 200 g         48000   30000  35 pouch   wine    Tin
        ALM-250  Almond Panggang 250 g         62000   41000  50 pouch   brown   Almond
    """,
    "Minyak": """
        VCO-250  VCO 250 ml                    48000   28000  65 bottle  white   VCO
        ZN-250   Minyak Zaitun 250 ml          72000   45000  60 bottle  green   Zaitun
        HB-100   Minyak Habbatussauda 100 ml   66000   41000  30 dropper dark    100 ml
        MT-60    Minyak Telon 60 ml            32000   18000  80 bottle  teal    Telon
        MKP-60   Minyak Kayu Putih 60 ml       29000   16500  85 bottle  green   60 ml
    """,
    "Kopi dan Teh": """
        KG-200   Kopi Gayo 200 g               58000   36000  70 pouch   brown   Gayo
        KTR-200  Kopi Toraja 200 g             62000   39000  50 pouch   dark    Toraja
        KJ-10    Kopi Jahe sachet isi 10       25000   14000 120 box     red     10 x
        TH-100   Teh Hijau 100 g               27000   15000  60 tin     green   Teh
        TM-100   Teh Melati 100 g              24000   13000  65 tin     teal    Melati
        TR-50    Teh Rosella 50 g              26000   14500  55 pouch   red     Rosella
        SK-200   Susu Kambing Bubuk 200 g      48000   30000  90 tin     blue    Susu
    """,
    "Perawatan": """
        SB-SK    Sabun Susu Kambing            25000   13000 140 soap    white   Susu
        SB-MD    Sabun Madu                    24000   12500 130 soap    amber   Madu
        SB-ZT    Sabun Zaitun                  24000   12500  95 soap    green   Zaitun
        SH-200   Sampo Lidah Buaya 200 ml      42000   24000  50 bottle  green   Sampo
        LB-10    Lip Balm Madu                 28000   15000  60 dropper orange  Balm
        SW-20    Siwak isi 3                   15000    7500 100 box     green   Siwak
        MD-100   Masker Madu 100 g             45000   26000  35 tin     amber   Masker
    """,
    "Camilan": """
        GM-200   Granola Madu 200 g            46000   28000  45 pouch   amber   Granola
        KKR-150  Keripik Pisang Madu 150 g     18000    9500  80 pouch   lemon   Pisang
        SLK-150  Stik Keju 150 g               22000   12000  60 pouch   orange  Keju
        CKL-100  Cokelat Kurma 100 g           35000   21000  50 box     brown   Cokelat
        PRM-12   Permen Madu isi 12            14000    7000 110 pouch   gold    Permen
    """,
    "Paket": """
        PK-SHT   Paket Sehat Keluarga         285000  190000  15 basket  amber   Sehat
        PK-RMD   Hampers Ramadan              350000  235000  12 basket  green   Ramadan
        PK-BBY   Paket Si Kecil               155000  100000  18 basket  blue    Kecil
    """,
}
#: What somebody gives to; the giver says how much.
_PROGRAMMES = """
    DN-BEA   Beasiswa Santri            0  0  0  book    blue   Beasiswa
    DN-QRN   Wakaf Al-Qur'an            0  0  0  book    green  Wakaf
    DN-SMB   Sembako Ramadan            0  0  0  basket  red    Sembako
    DN-INF   Infak Umum                 0  0  0  heart   teal   Infak
"""
DONATIONS = "Donasi"

#: The wholesale prices of a reseller: {code: {from so many: rupiah}}.
RESELLER_PRICES = {
    "MH-250": {1: 48000, 12: 43000, 50: 40000},
    "MH-500": {1: 88000, 12: 78000, 50: 74000},
    "MH-1000": {1: 165000, 6: 152000, 24: 145000},
    "MA-250": {1: 55000, 12: 49000},
    "SB-SK": {1: 23000, 24: 19000},
    "SB-MD": {1: 22000, 24: 18500},
    "KS-500": {1: 60000, 10: 55000},
    "SR-60": {1: 39000, 12: 34000},
}
#: What everybody pays who takes several.
PUBLIC_PRICES = {"MH-500": {6: 90000}, "MH-1000": {3: 168000}, "SB-SK": {12: 22500}, "KS-500": {5: 62000}}


def _read(text):
    products = []
    for line in text.strip().splitlines():
        code, rest = line.split(maxsplit=1)
        words = rest.split()
        # A name may have numbers of its own: it ends before the three numbers that a word follows.
        end = next(at for at in range(len(words)) if [word.isdigit() for word in words[at : at + 4]] == [True] * 3 + [False])
        price, cost, stock, shape, colour, *label = words[end:]
        name = " ".join(words[:end])
        products.append(Product(code, name, int(price), int(cost), int(stock), shape, colour, " ".join(label)))
    return products


#: {category: [Product]}
GOODS = {category: _read(text) for category, text in _GOODS.items()}
PROGRAMMES = _read(_PROGRAMMES)
