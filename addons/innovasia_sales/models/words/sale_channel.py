from odoo import fields, models


class SaleChannel(models.Model):
    """Some channels write to their customers themselves, and want nobody else to."""

    _inherit = "sale.channel"

    is_quiet = fields.Boolean(
        "No automatic messages",
        help="Nothing is written by itself to the customers of this channel: a marketplace, for instance, tells them all that.",
    )
