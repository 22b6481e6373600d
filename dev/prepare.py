"""Runs inside Odoo's environment: what a template database needs besides its modules."""

import sys

from .odoo_env import environment
from .settings import DEMO_LOGINS

LANGUAGE = "id_ID"


def load_language(env) -> None:
    """Load Indonesian with the terms of all installed modules."""
    env["res.lang"]._activate_and_install_lang(LANGUAGE)


def speak_indonesian(env) -> None:
    """Let the demo users, new partners and the demo company work in Indonesian."""
    env["ir.default"].set("res.partner", "lang", LANGUAGE)
    users = env["res.users"].search([("login", "in", DEMO_LOGINS)])
    users.write({"lang": LANGUAGE, "tz": "Asia/Jakarta"})
    env["res.company"].search([]).partner_id.write({"lang": LANGUAGE})


def warm_assets(env) -> None:
    """Build the bundles of the login page and the web client, so that the first page load is quick."""
    env["ir.qweb"]._pregenerate_assets_bundles()


STEPS = {
    "base": (load_language,),
    "test": (warm_assets,),
    "core": (),
    "demo": (speak_indonesian, warm_assets),
}

if __name__ == "__main__":
    with environment() as env:
        for step in STEPS[sys.argv[1]]:
            step(env)
