from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.innovasia_sales.tools.money import money

from ...tools.given import many_ids
from ...tools.shares import shares

#: More of a sum than this (in %) is no fee: a payment too many was chosen.
MOST_FEE = 5


class BankMutation(models.Model):
    """QRIS and cards: the payments of a day arrive as one sum, less the bank's fee."""

    _inherit = "bank.mutation"

    def action_match_sum(self, transaction_ids=(), intent_ids=()):
        """Say that this is the sum of these payments, less the bank's fee, which is booked to the account of fees.

        :param list transaction_ids: sale.transaction, accepted before any money was seen
        :param list intent_ids: transfer.intent, which are paid by this
        :return: a notice; its ``params`` name the ``match_ids``, which can be undone
        :raises AccessError: for others than matchers
        :raises UserError: with what stands in the way; nothing is booked then
        """
        self.ensure_one()
        self._check_matcher()
        intents = self.env["transfer.intent"].browse(many_ids(intent_ids)).exists()
        intents.check_access("read")
        transactions = self.env["sale.transaction"].browse(many_ids(transaction_ids)).exists()
        # sudo: matchers have no rights on the books; what they may do was checked
        with self.env.cr.savepoint():
            matches, fee = self.sudo()._match_sum(transactions.sudo(), intents.sudo(), self.env.user)
        told = self.env._(
            "%(count)s payments are at the bank; the fee is %(fee)s.",
            count=len(matches),
            fee=money(self.env, fee, self.currency_id),
        )
        return self._notice(self.env._("Matched"), told, match_ids=matches.ids)

    def _match_sum(self, transactions, intents, user):
        """:return: transfer.match of each payment, and the fee in rupiah"""
        intents._lock()
        self._lock_rows()
        self._check_open()
        if (intents.journal_id | transactions.payment_id.journal_id) - self.journal_id:
            raise UserError(self.env._("Choose payments to %s.", self.journal_id.display_name))
        made = transactions.browse()
        for intent in intents:
            if refusal := intent._why_not_settled():
                raise UserError(refusal)
            made |= intent._approve_unbacked(intent._still_due(), user, self.env["transfer.verification"])
        transactions |= made
        transactions._lock()
        fee = sum(transactions.mapped("unbacked_amount")) - self.open_amount
        if refusal := self._why_not_sum(transactions, fee):
            raise UserError(refusal)
        transactions._take_fee(self, fee)
        matches = self.env["transfer.match"]
        for transaction in transactions:
            matches |= self._back(transaction, "manual", user, "order" if transaction in made else "backing")
        return matches, fee

    def _why_not_sum(self, transactions, fee):
        """:return: the sentence that says why this is not the sum of these, or None"""
        if not transactions:
            return self.env._("Choose the payments that this is the sum of.")
        if missing := transactions.filtered(lambda transaction: transaction.unbacked_amount <= 0)[:1]:
            return self.env._("The money of %s was found at the bank already.", missing.name)
        told = {
            "open": money(self.env, self.open_amount, self.currency_id),
            "total": money(self.env, self.open_amount + fee, self.currency_id),
        }
        if fee < 0:
            return self.env._("%(open)s arrived, and the chosen payments are %(total)s: choose more of them.", **told)
        if fee * 100 > MOST_FEE * (self.open_amount + fee):
            return self.env._(
                "%(open)s arrived for payments of %(total)s: that is more than a fee. Choose fewer payments.", **told
            )
        if fee and not self.journal_id.transfer_fee_account_id:
            return self.env._("Choose the account of the bank's fees of %s first, in its settings.", self.journal_id.name)
        return None

    def _sum_transactions(self):
        """:return: sale.transaction, superuser's, that may be part of a sum which arrives on this account"""
        transactions = self.env["sale.transaction"].sudo()
        domain = Domain("payment_id.journal_id", "=", self.journal_id.id) & Domain("company_id", "=", self.company_id.id)
        return transactions.search(transactions._domain_unbacked() & domain, order="paid_at, id")

    def _sum_intents(self):
        """:return: transfer.intent of which QRIS says that they are paid, and no money was found yet"""
        intents = self.env["transfer.intent"].sudo()
        domain = Domain("journal_id", "=", self.journal_id.id) & Domain("qr_paid_at", "!=", False)
        return intents.search(domain & Domain("state", "in", ("open", "grace", "released")), order="qr_paid_at, id")


class SaleTransaction(models.Model):
    _inherit = "sale.transaction"

    def _take_fee(self, mutation, fee):
        """Book what the bank kept of these payments, on each its share, before the rest of them meets the mutation.

        :param mutation: bank.mutation by which the rest arrived
        :param fee: rupiah
        """
        journal, moves = mutation.journal_id, self.env["account.move"]
        parts = zip(self, shares(fee, [transaction.unbacked_amount for transaction in self]), strict=True)
        for transaction, share in parts:
            if not share:
                continue
            text = self.env._("Fee of %s", transaction.name)
            sides = ((journal.suspense_account_id, -share), (journal.transfer_fee_account_id, share))
            entry = moves.create(mutation._prepare_entry(text, sides))
            entry.action_post()
            transaction.transfer_fee_ids += entry
            claimed = entry.line_ids.filtered(lambda line: line.account_id == journal.suspense_account_id)
            (claimed | transaction._suspense_line()).reconcile()
