"""What the shop of the demo writes about transfers, outside the 24-hour window as templates that Meta has approved."""

from odoo.addons.innovasia_crm.demo.words import Bound, prepare

NAME, ORDER, TOTAL = ("Siti", "{contactname}"), ("S00012", "{documentnumber}"), ("Rp 50.009", "{totaltransfer}")
ACCOUNT = ("BCA 5220304050", "{namabank} {norekening}")
UNTIL = ("24 November 2026, 14:30 WIB", "{bataswaktu}")
RECEIVED = ("Rp 50.000", "{diterima}")

#: {trigger: Bound}
TEMPLATES = {
    "transfer_instructions": Bound(
        "instruksi_transfer",
        "Halo {{1}}, silakan transfer tepat *{{2}}* untuk pesanan {{3}} ke {{4}} atas nama {{5}} paling lambat {{6}}. "
        "Rincian dan status pembayaran ada di {{7}} untuk Anda.",
        {
            "1": NAME,
            "2": TOTAL,
            "3": ORDER,
            "4": ACCOUNT,
            "5": ("PT Toko Innovasia", "{atasnama}"),
            "6": UNTIL,
            "7": ("https://toko.example/bayar/12/9f3c", "{linkbayar}"),
        },
    ),
    "transfer_reminder": Bound(
        "pengingat_transfer",
        "Halo {{1}}, kami masih menantikan transfer Anda sebesar *{{2}}* untuk pesanan {{3}} ke {{4}} paling lambat {{5}}. "
        "Abaikan pesan ini bila Anda sudah transfer.",
        {"1": NAME, "2": TOTAL, "3": ORDER, "4": ACCOUNT, "5": UNTIL},
    ),
    "transfer_received": Bound(
        "transfer_diterima",
        "Halo {{1}}, transfer Anda sebesar {{2}} untuk pesanan {{3}} sudah kami terima. Terima kasih banyak.",
        {"1": NAME, "2": ("Rp 50.009", "{diterima}"), "3": ORDER},
    ),
    "transfer_under": Bound(
        "transfer_kurang",
        "Halo {{1}}, untuk pesanan {{2}} sudah masuk {{3}} dan masih kurang *{{4}}*. Silakan transfer kekurangannya ke {{5}} "
        "agar pesanan segera kami proses.",
        {"1": NAME, "2": ORDER, "3": RECEIVED, "4": ("Rp 9", "{kekurangan}"), "5": ACCOUNT},
    ),
    "transfer_over": Bound(
        "transfer_lebih",
        "Halo {{1}}, pesanan {{2}} sudah lunas. Dana yang masuk {{3}}, lebih {{4}} dari tagihan, dan kami simpan sebagai saldo "
        "Anda.",
        {"1": NAME, "2": ORDER, "3": ("Rp 60.009", "{diterima}"), "4": ("Rp 10.000", "{kelebihan}")},
    ),
    "transfer_expired": Bound(
        "transfer_lewat",
        "Halo {{1}}, batas waktu transfer {{2}} untuk pesanan {{3}} sudah lewat. Bila Anda sudah transfer, kirim buktinya di "
        "percakapan ini.",
        {"1": NAME, "2": TOTAL, "3": ORDER},
    ),
}
#: "Payment received" thanks for a transfer, too: twice would be too much.
PAUSED = "transfer_received"


def write(env):
    """Switch on what the shop writes about transfers, with its templates."""
    prepare(env, env.ref("innovasia_whatsapp.wa_account_demo"), TEMPLATES)
    env["wa.automation"].search([("trigger", "=", PAUSED)]).active = False
