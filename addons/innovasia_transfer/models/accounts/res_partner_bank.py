from odoo import api, models
from odoo.exceptions import ValidationError


class ResPartnerBank(models.Model):
    """The account that customers are told to transfer to keeps its number, bank and holder."""

    _inherit = "res.partner.bank"

    @api.constrains("acc_number", "bank_id", "acc_holder_name", "currency_id")
    def _check_transfer(self):
        journals = (
            self.env["account.journal"].sudo().search([("bank_account_id", "in", self.ids), ("transfer_open", "=", True)])
        )
        for journal in journals:
            if problem := journal._transfer_problem_of_account():
                raise ValidationError(problem)
