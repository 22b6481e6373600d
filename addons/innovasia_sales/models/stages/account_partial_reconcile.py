from odoo import models


class AccountPartialReconcile(models.Model):
    """An invoice that comes open again takes its order back from Done."""

    _inherit = "account.partial.reconcile"

    def unlink(self):
        moves = (self.debit_move_id | self.credit_move_id).move_id
        result = super().unlink()
        moves.exists()._settle_orders()
        return result
