from odoo import fields, models


class SaleOrder(models.Model):
    """The conversation that an order comes from, and the transactions that say it was paid."""

    _inherit = "sale.order"

    wa_channel_id = fields.Many2one("discuss.channel", "Conversation", index="btree_not_null", copy=False, ondelete="set null")
    # Odoo's own transaction_ids are payments made online.
    sale_transaction_ids = fields.One2many("sale.transaction", "order_id", "Claimed payments", copy=False)
