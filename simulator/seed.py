"""What a new simulator starts with."""

WABA = "200000000000001"
NUMBERS = (
    ("100000000000001", "+62 811-1000-001", "Toko Innovasia"),
    ("100000000000002", "+62 811-1000-002", "Innovasia Peduli"),
)
TOKEN = "sim-access-token"
SECRET = "sim-app-secret"
CONTACTS = (
    ("Siti Rahmawati", "6281234567001", None),
    ("Budi Santoso", "6281234567002", None),
    ("Dewi Lestari", "6281234567003", "dewi.lestari"),
    ("Rina (tanpa nomor)", None, "rina.kopi"),
)
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
)


def plant(sim, name):
    """Make the business of the seed, and with the `demo` seed some customers."""
    store = sim.store
    store.wabas.put(waba(WABA, "Innovasia"))
    for phone_number_id, display, verified_name in NUMBERS:
        store.numbers.put(number(phone_number_id, display, verified_name))
    for index, (template, language, category, components) in enumerate(TEMPLATES, 1):
        store.templates.put(
            {
                "id": str(300000000000000 + index),
                "waba_id": WABA,
                "name": template,
                "language": language,
                "category": category,
                "components": components,
                "status": "APPROVED",
                "rejected_reason": "NONE",
                "parameter_format": "NAMED" if template == "pesanan_dikirim" else "POSITIONAL",
                "quality_score": {"score": "GREEN"},
            }
        )
    if name == "demo":
        for person, phone, username in CONTACTS:
            sim.contacts.create(person, phone, username)
    store.settings.put({"id": "seeded", "name": name})


def waba(waba_id, name):
    """Return the document of a WhatsApp Business Account."""
    return {
        "id": waba_id,
        "name": name,
        "currency": "IDR",
        "timezone_id": "66",
        "subscribed": False,
        "override": None,
    }


def number(phone_number_id, display, verified_name, waba_id=WABA, access_token=TOKEN, app_secret=SECRET):
    """Return the document of a business number."""
    return {
        "id": phone_number_id,
        "waba_id": waba_id,
        "display_phone_number": display,
        "verified_name": verified_name,
        "access_token": access_token,
        "app_secret": app_secret,
        "quality_rating": "GREEN",
        "messaging_limit_tier": "TIER_1K",
        "throughput": {"level": "STANDARD"},
        "code_verification_status": "VERIFIED",
        "name_status": "APPROVED",
        "platform_type": "CLOUD_API",
        "account_mode": "LIVE",
        "status": "CONNECTED",
        "is_official_business_account": False,
        "profile": {"messaging_product": "whatsapp", "about": verified_name, "vertical": "RETAIL"},
        "override": None,
    }
