"""Draws what customers send as proof: the picture of a bank's app after a transfer."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont
from pytz import UTC, timezone

from odoo.addons.innovasia_crm.demo.cast import DONATION, SHOP

WIDTH, HEIGHT = 540, 900
#: payment method, as in the scripts: (colour of the app, its name)
BANKS = {
    "BSI": ("#00a39d", "BSI Mobile"),
    "BCA": ("#0060af", "BCA mobile"),
    "Mandiri": ("#003d79", "Livin'"),
    "QRIS": ("#d3232a", "QRIS"),
}
#: device: where its customers transfer to
ACCOUNTS = {SHOP: "7123456789", DONATION: "7198765432"}
INK, GREY, PAPER = "#1f2933", "#7b8794", "#ffffff"


def png(method, amount, payer, payee, account, at, reference):
    """Draw a slip.

    :param str method: of BANKS
    :param int amount: in rupiah
    :param datetime at: when it was paid (UTC)
    :return: bytes of a PNG
    """
    colour, app = BANKS[method]
    image = Image.new("RGB", (WIDTH, HEIGHT), "#eef1f4")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 300), colour)
    _write(draw, WIDTH / 2, 60, app, PAPER, 34)
    draw.rounded_rectangle((30, 110, WIDTH - 30, HEIGHT - 60), 24, PAPER)
    draw.ellipse((WIDTH / 2 - 44, 140, WIDTH / 2 + 44, 228), "#2f9e44")
    draw.line([(WIDTH / 2 - 20, 186), (WIDTH / 2 - 4, 202), (WIDTH / 2 + 24, 168)], PAPER, 9, "curve")
    _write(draw, WIDTH / 2, 262, "Transaksi Berhasil", INK, 28)
    _write(draw, WIDTH / 2, 330, f"Rp {amount:,}".replace(",", "."), colour, 50)
    local = UTC.localize(at).astimezone(timezone("Asia/Jakarta"))
    rows = {
        "Tanggal": local.strftime("%d/%m/%Y"),
        "Waktu": local.strftime("%H:%M:%S WIB"),
        "Dari": payer,
        "Kepada": payee,
        "Rekening tujuan": f"{method} {account}",
        "No. referensi": reference,
    }
    for number, (name, value) in enumerate(rows.items()):
        top = 410 + number * 68
        draw.line([(64, top - 18), (WIDTH - 64, top - 18)], "#e4e7eb", 2)
        _write(draw, 64, top + 14, name, GREY, 22, "lm")
        _write(draw, WIDTH - 64, top + 14, value, INK, 22, "rm")
    content = BytesIO()
    image.quantize(32, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


def _write(draw, x, y, text, colour, size, anchor="mm"):
    draw.text((x, y), text, colour, ImageFont.load_default(size), anchor=anchor)
