"""Runs inside Odoo's environment: what a template database needs besides its modules."""

import sys

from .odoo_env import environment
from .settings import DEMO_LOGINS

LANGUAGE = "id_ID"
SCRIPTS = ("web.assets_frontend_minimal", "web.assets_frontend_lazy", "web.assets_web")
STYLES = ("web.assets_frontend", "web.assets_web", "web.assets_web_print")


def load_language(env) -> None:
    """Load Indonesian with the terms of all installed modules."""
    env["res.lang"]._activate_and_install_lang(LANGUAGE)


def speak_indonesian(env) -> None:
    """Let the demo users, new partners and the demo company work in Indonesian."""
    env["ir.default"].set("res.partner", "lang", LANGUAGE)
    users = env["res.users"].search([("login", "in", DEMO_LOGINS)])
    users.write({"lang": LANGUAGE, "tz": "Asia/Jakarta"})
    company = env.ref("base.main_company")
    company.partner_id.write({"lang": LANGUAGE})
    rupiah = env.ref("base.IDR")
    rupiah.active = True
    company.write({"name": "Toko Innovasia", "country_id": env.ref("base.id").id, "currency_id": rupiah.id})


def warm_assets(env) -> None:
    """Build the bundles of the login page and the web client, so that the first page load is quick."""
    qweb = env["ir.qweb"]
    for bundle in SCRIPTS:
        qweb._get_asset_bundle(bundle, css=False, js=True).js()
    for bundle in STYLES:
        qweb._get_asset_bundle(bundle, css=True, js=False).css()


STEPS = {
    "base": (load_language,),
    "test": (warm_assets,),
    "core": (),
    "demo": (speak_indonesian,),
}

if __name__ == "__main__":
    with environment() as env:
        for step in STEPS[sys.argv[1]]:
            step(env)
