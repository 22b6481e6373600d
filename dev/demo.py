"""Runs inside Odoo's environment: lets the demo's conversations take place, up to this minute."""

from .odoo_env import environment

if __name__ == "__main__":
    with environment() as env:
        from odoo.addons.innovasia_crm.demo import fill

        fill(env)
