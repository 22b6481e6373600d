"""Runs inside Odoo's environment: what a database needs besides its modules."""

import sys

from .odoo_env import environment
from .settings import DEMO_LOGINS

LANGUAGE = "id_ID"
SCRIPTS = ("web.assets_frontend_minimal", "web.assets_frontend_lazy", "web.assets_web")
STYLES = ("web.assets_frontend", "web.assets_web", "web.assets_web_print")


def load_language(env) -> None:
    """Load Indonesian with the terms of all installed modules."""
    env["res.lang"]._activate_and_install_lang(LANGUAGE)


def become_indonesian(companies) -> None:
    """Place companies in Indonesia, with whole rupiah. When accounting comes later, it brings Indonesia's chart of accounts."""
    env = companies.env
    rupiah = env.ref("base.IDR")
    # Odoo keeps cents, which nobody has; once there are entries it no longer lets them go.
    rupiah.write({"active": True, "rounding": 1})
    companies.write({"country_id": env.ref("base.id").id, "currency_id": rupiah.id})


def settle(env) -> None:
    """Until there is accounting, a company that has not said where it is is Indonesian, and writes to customers so."""
    if "account.account" not in env:
        companies = env["res.company"].search([("partner_id.country_id", "=", False)])
        become_indonesian(companies)
        companies.partner_id.lang = LANGUAGE


def open_shop(env) -> None:
    """Turn the demo company into an Indonesian shop."""
    company = env.ref("base.main_company")
    become_indonesian(company)
    company.write(
        {
            "name": "Toko Innovasia",
            "street": "Jalan Malioboro 52",
            "city": "Yogyakarta",
            "state_id": env.ref("base.state_id_yo").id,
            "zip": "55213",
            "phone": "+62 274 555 0100",
            "email": "halo@example.com",
            "website": "https://www.example.com",
        }
    )


def speak_indonesian(env) -> None:
    """Let the demo users, new partners and the demo company work in Indonesian."""
    env["ir.default"].set("res.partner", "lang", LANGUAGE)
    users = env["res.users"].search([("login", "in", DEMO_LOGINS)])
    users.write({"lang": LANGUAGE, "tz": "Asia/Jakarta"})
    env.ref("base.main_company").partner_id.write({"lang": LANGUAGE})


def warm_assets(env) -> None:
    """Build the bundles of the login page and the web client, so that the first page load is quick."""
    qweb = env["ir.qweb"]
    for bundle in SCRIPTS:
        qweb._get_asset_bundle(bundle, css=False, js=True).js()
    for bundle in STYLES:
        qweb._get_asset_bundle(bundle, css=True, js=False).css()


STEPS = {
    "company": (load_language, open_shop),
    "test": (warm_assets,),
    "core": (),
    "demo": (speak_indonesian,),
    "production": (settle,),
}

if __name__ == "__main__":
    with environment() as env:
        for step in STEPS[sys.argv[1]]:
            step(env)
