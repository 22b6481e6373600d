"""The templates that a new simulator starts with."""

from . import seed_templates_transfer

TEMPLATES = (
    (
        "halo_pelanggan",
        "id",
        "UTILITY",
        [
            {
                "type": "BODY",
                "text": "Halo {{1}}, terima kasih sudah menghubungi kami. Ada yang bisa kami bantu?",
                "example": {"body_text": [["Siti"]]},
            }
        ],
    ),
    (
        "promo_bulanan",
        "id",
        "MARKETING",
        [
            {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": ["https://example.com/promo.png"]}},
            {
                "type": "BODY",
                "text": "Halo *{{1}}*, bulan ini ada potongan {{2}} untuk semua produk!",
                "example": {"body_text": [["Siti", "20%"]]},
            },
            {"type": "FOOTER", "text": "Balas STOP untuk berhenti"},
            {
                "type": "BUTTONS",
                "buttons": [
                    {"type": "QUICK_REPLY", "text": "Saya mau"},
                    {"type": "QUICK_REPLY", "text": "Lain kali"},
                    {"type": "URL", "text": "Lihat katalog", "url": "https://example.com/katalog"},
                ],
            },
        ],
    ),
    (
        "kode_masuk",
        "id",
        "AUTHENTICATION",
        [
            {
                "type": "BODY",
                "text": "*{{1}}* adalah kode verifikasi Anda.",
                "example": {"body_text": [["123456"]]},
            },
            {
                "type": "BUTTONS",
                "buttons": [
                    {
                        "type": "URL",
                        "text": "Salin kode",
                        "url": "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}",
                        "example": ["https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp123456"],
                    }
                ],
            },
        ],
    ),
    (
        "hello_world",
        "en_US",
        "UTILITY",
        [
            {"type": "HEADER", "format": "TEXT", "text": "Hello World"},
            {"type": "BODY", "text": "Welcome and congratulations!! This message demonstrates your ability to send a message."},
            {"type": "FOOTER", "text": "WhatsApp Business Platform sample message"},
        ],
    ),
    (
        "pesanan_dikirim",
        "id",
        "UTILITY",
        [
            {
                "type": "BODY",
                "text": "Halo {{nama}}, pesanan Anda sudah dikirim dengan nomor resi {{resi}}.",
                "example": {
                    "body_text_named_params": [
                        {"param_name": "nama", "example": "Siti"},
                        {"param_name": "resi", "example": "JP1234567890"},
                    ]
                },
            }
        ],
    ),
    (
        "kuitansi",
        "id",
        "UTILITY",
        [
            {"type": "HEADER", "format": "DOCUMENT", "example": {"header_handle": ["https://example.com/kuitansi.pdf"]}},
            {
                "type": "BODY",
                "text": "Halo {{1}}, pembayaran Anda {{2}} untuk {{3}} sudah kami terima. Kuitansi {{4}} terlampir.",
                "example": {"body_text": [["Siti", "Rp 250.000", "S00012", "KW/2026/00001"]]},
            },
        ],
    ),
    (
        "selamat_datang",
        "id",
        "UTILITY",
        [
            {
                "type": "BODY",
                "text": "Halo {{1}}, nomor Anda sudah kami simpan. Saya {{2}}, balas pesan ini bila ada yang bisa dibantu.",
                "example": {"body_text": [["Siti", "Dewi"]]},
            }
        ],
    ),
    (
        "pesanan_dibuat",
        "id",
        "UTILITY",
        [
            {
                "type": "BODY",
                "text": "Halo {{1}}, pesanan {{2}} untuk {{3}} sudah kami terima dan segera kami proses.",
                "example": {"body_text": [["Siti", "S00012", "Kopi Gayo 250 g"]]},
            },
            {"type": "FOOTER", "text": "Toko Innovasia"},
        ],
    ),
    (
        "pembayaran_diterima",
        "id",
        "UTILITY",
        [
            {
                "type": "BODY",
                "text": "Halo {{1}}, pembayaran untuk {{2}} sudah kami terima dengan nomor {{3}}. Terima kasih banyak.",
                "example": {"body_text": [["Siti", "Kopi Gayo 250 g", "INV/2026/00012"]]},
            },
            {"type": "FOOTER", "text": "Toko Innovasia"},
        ],
    ),
    (
        "sudah_sampai",
        "id",
        "UTILITY",
        [
            {
                "type": "BODY",
                "text": "Halo {{1}}, apakah kiriman {{2}} dengan nomor resi {{3}} sudah sampai di tempat Anda?",
                "example": {"body_text": [["Siti", "Kopi Gayo 250 g", "JP1234567890"]]},
            },
            {
                "type": "BUTTONS",
                "buttons": [{"type": "QUICK_REPLY", "text": "Sudah"}, {"type": "QUICK_REPLY", "text": "Belum"}],
            },
        ],
    ),
)


def templates(waba_id):
    """Return the documents of the seed's templates, all approved."""
    return [
        {
            "id": str(300000000000000 + index),
            "waba_id": waba_id,
            "name": name,
            "language": language,
            "category": category,
            "components": components,
            "status": "APPROVED",
            "rejected_reason": "NONE",
            "parameter_format": "NAMED" if name == "pesanan_dikirim" else "POSITIONAL",
            "quality_score": {"score": "GREEN"},
        }
        for index, (name, language, category, components) in enumerate((*TEMPLATES, *seed_templates_transfer.TEMPLATES), 1)
    ]
