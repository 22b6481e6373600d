from odoo import models


class AccountMove(models.Model):
    """An invoice moves the stage of its orders."""

    _inherit = "account.move"

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._settle_orders()
        return posted

    def _settle_orders(self):
        """Let the orders of these invoices see whether they are paid."""
        invoices = self.filtered(lambda move: move.move_type in ("out_invoice", "out_receipt"))
        # Nearly every entry has none, and Odoo asks several times for each.
        if orders := invoices.sudo().line_ids.sale_line_ids.order_id:
            orders._stage_settle()
