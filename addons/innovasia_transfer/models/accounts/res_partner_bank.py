from odoo import api, models
from odoo.exceptions import AccessError, ValidationError

#: Where customers send their money, and what their bank shows them before they do.
TOLD = frozenset(("acc_number", "sanitized_acc_number", "bank_id", "acc_holder_name", "partner_id", "currency_id", "active"))


class ResPartnerBank(models.Model):
    """The account that customers are told to transfer to keeps its number, bank and holder."""

    _inherit = "res.partner.bank"

    def write(self, vals):
        """:raises AccessError: when somebody who does not keep the books would send customers' money elsewhere"""
        if TOLD & vals.keys():
            self._check_told()
        return super().write(vals)

    def unlink(self):
        """:raises AccessError: as :meth:`write`"""
        self._check_told()
        return super().unlink()

    def _check_told(self):
        if self.env.su or self.env.user.has_group("account.group_account_manager"):
            return
        if told := self._transfer_journals().bank_account_id[:1]:
            raise AccessError(
                self.env._(
                    "Customers are told to transfer to account %s: only people who keep the books change it.", told.acc_number
                )
            )

    def _transfer_journals(self):
        """:return: account.journal with these accounts, to which customers are told to transfer"""
        # sudo: whoever edits contacts need not see journals
        journals = self.env["account.journal"].sudo()
        return journals.search([("bank_account_id", "in", self.ids), ("transfer_open", "=", True)])

    @api.constrains("acc_number", "bank_id", "acc_holder_name", "currency_id")
    def _check_transfer(self):
        for journal in self._transfer_journals():
            if problem := journal._transfer_problem_of_account():
                raise ValidationError(problem)
