from datetime import timedelta

from odoo import Command, api, fields, models
from odoo.exceptions import ValidationError


class AccountJournal(models.Model):
    """What an account needs before customers are told to transfer to it, and what is set by itself."""

    _inherit = "account.journal"

    transfer_holder = fields.Char(
        "Account holder",
        related="bank_account_id.acc_holder_name",
        readonly=False,
        help="The name that customers see at their bank before they transfer.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        journals = super().create(vals_list)
        journals._transfer_prepare()
        return journals

    def write(self, vals):
        result = super().write(vals)
        if {"transfer_open", "suspense_account_id", "transfer_rounding_account_id"} & vals.keys():
            self._transfer_prepare()
        return result

    def _transfer_prepare(self):
        """Give open accounts an account for the codes, and let their suspense account be reconciled.

        On the suspense account meet the bank's word (the statement line) and ours (the payment): what is not reconciled
        there, nobody has explained yet.
        """
        for journal in self.filtered("transfer_open"):
            # sudo: the suspense account belongs to the company, and is set up with the first account
            suspense = journal.sudo().suspense_account_id
            if suspense and not suspense.reconcile:
                suspense.reconcile = True
            if not journal.transfer_rounding_account_id:
                journal.transfer_rounding_account_id = journal._transfer_default_rounding_account()
            journal._transfer_prepare_paying()

    def _transfer_prepare_paying(self):
        """Let what is paid out of this account wait for the bank's word, on the account of outstanding payments.

        Entered on the bank's own account, it would be there twice as soon as the bank tells of it.
        """
        lines = self.sudo().outbound_payment_method_line_ids.filtered(lambda line: not line.payment_account_id)
        chart = self.env["account.chart.template"].sudo().with_company(self.company_id)
        outstanding = chart.ref("account_journal_payment_credit_account_id", raise_if_not_found=False)
        lines.payment_account_id = outstanding or self.company_id.sudo().transfer_account_id

    def _transfer_default_rounding_account(self):
        """:return: account.account of the company's other accounts with codes; a new one when this is the first"""
        company = self.company_id
        others = self.sudo().search([("company_id", "=", company.id), ("transfer_rounding_account_id", "!=", False)], limit=1)
        if others:
            return others.transfer_rounding_account_id
        accounts = self.env["account.account"].sudo().with_company(company)
        others = accounts.search([("account_type", "=", "income_other"), ("company_ids", "in", company.ids)])
        account = accounts.create(
            {
                "name": "-",
                "code": accounts._search_new_account_code(min(filter(None, others.mapped("code")), default="810000")),
                "account_type": "income_other",
                "company_ids": [Command.link(company.id)],
            }
        )
        for language, _name in self.env["res.lang"].get_installed():
            named = account.with_context(lang=language)
            named.name = named.env._("Unique codes of transfers")
        return account

    @api.constrains("transfer_open", "active", "type", "bank_account_id", "currency_id")
    def _check_transfer(self):
        for journal in self.filtered("transfer_open"):
            if problem := journal._transfer_problem_of_account():
                raise ValidationError(problem)

    @api.constrains("transfer_open", "active")
    def _check_transfer_methods(self):
        closed = self.filtered(lambda journal: not journal.transfer_open or not journal.active)
        domain = [("journal_id", "in", closed.ids), ("is_transfer", "=", True)]
        if method := self.env["sale.payment.method"].sudo().search(domain, limit=1):
            raise ValidationError(
                self.env._(
                    "Customers pay by “%(method)s” to %(journal)s with unique codes. Archive this payment method first.",
                    method=method.name,
                    journal=method.journal_id.display_name,
                )
            )

    def _transfer_problem(self):
        """Tell why customers cannot be asked for transfers with unique codes to this account.

        :return: a sentence that says what to do, or None
        """
        self.ensure_one()
        journal = self.sudo()
        if not journal.transfer_open:
            return self.env._("Switch on “Transfers with a unique code” for %s first.", journal.display_name)
        if problem := journal._transfer_problem_of_account():
            return problem
        if not journal.suspense_account_id or not journal.default_account_id:
            return self.env._("%s has no account, or no suspense account, in the books.", journal.display_name)
        if not journal.transfer_rounding_account_id:
            return self.env._("Choose the income account for the unique codes of %s.", journal.display_name)
        return None

    def _transfer_problem_of_account(self):
        """:return: the sentence that says what a customer would miss to transfer to this account, or None"""
        account, currency = self.bank_account_id, self.company_id.currency_id
        values = {"journal": self.display_name, "number": account.acc_number}
        if self.type != "bank":
            return self.env._("%(journal)s is no bank account: only those take transfers with unique codes.", **values)
        if not self.active:
            return self.env._("%(journal)s is archived.", **values)
        if not account.acc_number:
            return self.env._("%(journal)s has no account number: customers would not know where to transfer to.", **values)
        if not account.bank_id:
            return self.env._("Choose the bank of account %(number)s of %(journal)s.", **values)
        if not self._transfer_holder():
            return self.env._("Write in whose name account %(number)s of %(journal)s is.", **values)
        if self.currency_id and self.currency_id != currency:
            values |= {"currency": self.currency_id.name, "own": currency.name}
            return self.env._("%(journal)s is kept in %(currency)s: unique codes are in %(own)s.", **values)
        return None

    def _transfer_deadlines(self, begin):
        """:param datetime begin: from when the customer may pay (UTC)
        :return: {"expires_at", "release_at"}: until when to pay, and until when the code is kept"""
        expires_at = begin + timedelta(hours=self.transfer_hours)
        return {"expires_at": expires_at, "release_at": expires_at + timedelta(days=self.transfer_grace_days)}

    def _transfer_holder(self):
        """:return: in whose name the account is"""
        account = self.sudo().bank_account_id
        return account.acc_holder_name or account.partner_id.name or ""

    def _transfer_account_text(self):
        """:return: bank, number and holder in one line"""
        account = self.sudo().bank_account_id
        parts = (account.bank_id.name, account.acc_number, self._transfer_holder())
        return " · ".join(filter(None, parts))
