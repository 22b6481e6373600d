"""The shop of the demo is paid by transfer as well: a week of orders that wait, are late, are paid or given up, and what the
bank tells of them.

Not loaded with the addon. :func:`fill` is called on a fresh copy of the demo database, so that "five minutes ago" is true.
"""

from odoo import fields

from odoo.addons.innovasia_sales import demo as sales

from . import stage, words


def fill(env):
    """Let the shop of the demo sell, and its customers transfer; a database in which they did already stays as it is."""
    sales.fill(env)
    if env["sale.payment.method"].search_count([("is_transfer", "=", True)]):
        return
    env = env(context={**env.context, "lang": "id_ID", "tz": "Asia/Jakarta", "tracking_disable": True, "wa_silent": True})
    stage.TransferStage(env).play(fields.Datetime.now())
    words.write(env)
