from odoo import fields, models


class AccountMove(models.Model):
    """What the message about a paid invoice names."""

    _inherit = "account.move"

    wa_customer_id = fields.Many2one("res.partner", "Who bought", compute="_compute_wa_customer_id", compute_sudo=True)
    wa_seller_id = fields.Many2one("res.users", "Who sold", compute="_compute_wa_customer_id", compute_sudo=True)

    def _compute_wa_customer_id(self):
        """Who ordered reads the messages, not who gets the bill; of an invoice without an order, its partner."""
        for move in self:
            order = move._sale_orders()[:1]
            move.wa_customer_id = order.partner_id or move.partner_id
            move.wa_seller_id = order.user_id or move.invoice_user_id

    def _wa_orders(self):
        """:return: sale.order that these invoices are of; none for an invoice that was written by hand"""
        return self._sale_orders()
