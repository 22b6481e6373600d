"""Runs inside Odoo's environment: lets the demo's people talk and its shop sell, up to this minute."""

from .odoo_env import environment

if __name__ == "__main__":
    with environment() as env:
        from odoo.addons.innovasia_sales.demo import fill

        fill(env)
