from odoo import fields, models


class AccountPayment(models.Model):
    """A refund that is taken back in the books is to be paid once more."""

    _inherit = "account.payment"

    sale_return_ids = fields.One2many("sale.return", "refund_payment_id", "Return", readonly=True)

    def action_draft(self):
        result = super().action_draft()
        self.sudo().sale_return_ids._refund_undone()
        return result

    def action_cancel(self):
        result = super().action_cancel()
        self.sudo().sale_return_ids._refund_undone()
        return result

    def unlink(self):
        self.sudo().sale_return_ids._refund_undone()
        return super().unlink()
