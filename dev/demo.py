"""Runs inside Odoo's environment: lets the demo's people talk, buy and transfer, up to this minute."""

from .odoo_env import environment

if __name__ == "__main__":
    with environment() as env:
        from odoo.addons.innovasia_transfer.demo import fill

        fill(env)
