from odoo import fields, models


class TransferIntent(models.Model):
    """What the messages about a transfer name."""

    _inherit = "transfer.intent"

    wa_seller_id = fields.Many2one(related="order_id.user_id", string="Salesperson of the order")

    def _wa_transfers(self):
        """:return: transfer.intent that this speaks of; conversations answer, too"""
        return self

    def _wa_orders(self):
        """:return: sale.order that these are to pay"""
        return self.order_id

    def _wa_products(self):
        """:return: product.product that the customer bought"""
        return self.order_id._wa_products()
