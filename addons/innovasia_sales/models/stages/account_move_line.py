from odoo import models


class AccountMoveLine(models.Model):
    """Money that meets an invoice, or a credit note that does, may finish an order."""

    _inherit = "account.move.line"

    def _reconcile_post_hook(self, data):
        result = super()._reconcile_post_hook(data)
        self.move_id._settle_orders()
        return result
