from odoo import Command, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...tools.given import one_id

BOOKKEEPER = "account.group_account_manager"


class BankMutation(models.Model):
    """Money that is no order's: the bank's fees and interest, what the owner paid in. It goes to an account of the books."""

    _inherit = "bank.mutation"

    def action_book(self, account_id, label=None):
        """Enter what is open of these mutations on an account.

        :param int account_id: account.account
        :param str label: of the entry; the bank's own text by default
        :return: a notice; its ``params`` name the ``match_ids``, which can be undone
        :raises AccessError: for who does not keep the books
        :raises UserError: with what stands in the way; nothing is booked then
        """
        self._check_bookkeeper()
        account = self.env["account.account"].browse(one_id(account_id)).exists()
        if not account:
            raise UserError(self.env._("Choose the account that the money belongs to."))
        self._lock_rows()
        matches = self.env["transfer.match"].union(
            *(mutation.sudo()._book_to(account, label, self.env.user) for mutation in self)
        )
        return self._notice(self.env._("Booked"), account.display_name, match_ids=matches.ids)

    def action_open_book(self):
        """:return: an action: the window that asks for the account"""
        self._check_bookkeeper()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Book to an Account"),
            "res_model": "bank.mutation.booking",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_mutation_ids": [Command.set(self.ids)]},
        }

    def _check_bookkeeper(self):
        """:raises AccessError: unless this person keeps the books, and sees these"""
        if not self.env.su and not self.env.user.has_group(BOOKKEEPER):
            raise AccessError(self.env._("Only people who keep the books enter money on other accounts."))
        self.check_access("read")

    def _book_to(self, account, label, user):
        """:return: transfer.match of the entry that takes what is open from the suspense account"""
        self.ensure_one()
        if self.state == "provisional":
            raise UserError(self.env._("The bank has not dated %s yet: it can be booked when it has.", self.display_name))
        if not self.open_amount:
            raise UserError(self.env._("%s is settled already.", self.display_name))
        if account in self._accounts_of_transfers():
            raise UserError(
                self.env._(
                    "On %s money of customers is entered by matching it, never by hand. Choose another account.",
                    account.display_name,
                )
            )
        waiting = self._payments_waiting() if account.reconcile else self.env["account.move.line"]
        paid = waiting.filtered(lambda line: line.account_id == account)[:1]
        entry = self.env["account.move"].create(self._prepare_booking(account, label))
        entry.action_post()
        match = self.env["transfer.match"].create(
            {**self._prepare_match(self.open_amount, "manual", user), "purpose": "booked", "entry_id": entry.id}
        )
        self._reconcile_with(match._other_line())
        if paid:
            (paid | entry.line_ids.filtered(lambda line: line.account_id == account)).reconcile()
        self._recount()
        return match

    def _payments_waiting(self):
        """:return: account.move.line, payments of this account in the books that are as much as is open, and wait for the
        bank's word on an account of outstanding ones; the oldest first"""
        self.ensure_one()
        waiting = Domain("journal_id", "=", self.journal_id.id) & Domain("payment_id", "!=", False)
        waiting &= Domain("reconciled", "=", False) & Domain("parent_state", "=", "posted")
        waiting &= Domain("amount_residual", "=", self.open_amount if self.kind == "credit" else -self.open_amount)
        lines = self.env["account.move.line"].sudo().search(waiting, order="date, id")
        # What waits on the suspense account are transactions, which are matched.
        return lines.filtered(
            lambda line: line.account_id == line.payment_id.outstanding_account_id != line.journal_id.suspense_account_id
        )

    def _accounts_of_transfers(self):
        """:return: account.account, those between the bank and the orders"""
        journals = self.journal_id
        receivable = self.env["account.account"].search(
            Domain("account_type", "=", "asset_receivable") & Domain("company_ids", "in", self.company_id.ids)
        )
        return journals.suspense_account_id | journals.default_account_id | receivable

    def _prepare_booking(self, account, label):
        """:return: the values of the entry; in the account's name it is what the statement line is in the bank's"""
        sign = 1 if self.kind == "credit" else -1
        text = label or self.description or self.display_name
        sides = ((self.journal_id.suspense_account_id, sign * self.open_amount), (account, -sign * self.open_amount))
        return self._prepare_entry(text, sides)

    def _prepare_entry(self, text, sides):
        """:param str text: of the entry and its lines
        :param sides: of (account.account, balance)
        :return: the values of an entry of the day of this mutation, or the first one on which the books are open"""
        general = self.env["account.journal"].search(
            Domain("type", "=", "general") & Domain("company_id", "=", self.company_id.id), limit=1
        )
        if not general:
            raise UserError(self.env._("The company has no journal for general entries."))
        return {
            "move_type": "entry",
            "journal_id": general.id,
            "company_id": self.company_id.id,
            "date": max(self.date, self._first_open_day()),
            "ref": text,
            "line_ids": [
                Command.create({"name": text, "account_id": account.id, "balance": balance}) for account, balance in sides
            ],
        }

    def _first_open_day(self):
        """:return: the day from which the books take entries"""
        lock = self.company_id._get_user_fiscal_lock_date(self.journal_id)
        return fields.Date.add(lock, days=1)
