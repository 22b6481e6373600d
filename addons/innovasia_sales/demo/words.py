"""What the shop of the demo writes about its orders, outside the 24-hour window as templates that Meta has approved."""

from odoo.addons.innovasia_crm.demo.words import TEMPLATES, Bound

FOOTER = "Toko Innovasia"
NAME, PRODUCTS, NUMBER = ("Siti", "{contactname}"), ("Kopi Gayo 250 g", "{productname}"), "{documentnumber}"

#: {trigger: Bound}; nobody has written one for reminders of payments yet.
TEMPLATES = {
    **TEMPLATES,
    "order_created": Bound(
        "pesanan_dibuat",
        "Halo {{1}}, pesanan {{2}} untuk {{3}} sudah kami terima dan segera kami proses.",
        {"1": NAME, "2": ("S00012", NUMBER), "3": PRODUCTS},
        FOOTER,
    ),
    "order_paid": Bound(
        "pembayaran_diterima",
        "Halo {{1}}, pembayaran untuk {{2}} sudah kami terima dengan nomor {{3}}. Terima kasih banyak.",
        {"1": NAME, "2": ("Kopi Gayo 250 g", "{nopesanan}"), "3": ("INV/2026/00012", NUMBER)},
        FOOTER,
    ),
    "order_delivery": Bound(
        "pesanan_dikirim",
        "Halo {{nama}}, pesanan Anda sudah dikirim dengan nomor resi {{resi}}.",
        {"nama": NAME, "resi": ("JP1234567890", NUMBER)},
    ),
    "order_followup": Bound(
        "sudah_sampai",
        "Halo {{1}}, apakah kiriman {{2}} dengan nomor resi {{3}} sudah sampai di tempat Anda?",
        {"1": NAME, "2": PRODUCTS, "3": ("JP1234567890", NUMBER)},
        buttons=("Sudah", "Belum"),
    ),
}
