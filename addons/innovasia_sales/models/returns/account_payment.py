from odoo import fields, models
from odoo.exceptions import UserError


class AccountPayment(models.Model):
    """A refund that is taken back in the books is to be paid once more."""

    _inherit = "account.payment"

    sale_return_ids = fields.One2many("sale.return", "refund_payment_id", "Return", readonly=True)
    undone_return_id = fields.Many2one(
        "sale.return",
        "Return it was to pay back",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="This payment was taken back: the return is paid back by another one.",
    )

    def write(self, vals):
        if vals.get("state") in ("in_process", "paid") or (not self.env.su and "undone_return_id" in vals):
            self._check_not_undone()
        return super().write(vals)

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

    def _check_not_undone(self):
        """:raises UserError: when one of these paid a return back and was taken back: posted again, it would pay twice"""
        # sudo: whoever may not see the return may not pay it back twice either
        if (found := self.sudo().filtered("undone_return_id")[:1]) and found.undone_return_id.state == "undone":
            raise UserError(self.env._("Return %s was undone: nothing is paid back for it.", found.undone_return_id.name))
        if found:
            raise UserError(
                self.env._(
                    "This payment was taken back, so return %s is paid back by a new one: press “Pay Back” on the return, "
                    "and delete this one. Otherwise the customer would be paid twice.",
                    found.undone_return_id.name,
                )
            )
