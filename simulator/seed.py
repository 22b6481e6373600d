"""What a new simulator starts with."""

from . import seed_templates

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


def plant(sim, name):
    """Make the business of the seed, and with the `demo` seed some customers."""
    store = sim.store
    store.wabas.put(waba(WABA, "Innovasia"))
    for phone_number_id, display, verified_name in NUMBERS:
        store.numbers.put(number(phone_number_id, display, verified_name))
    for template in seed_templates.templates(WABA):
        store.templates.put(template)
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
