from odoo import fields, models

from .account_move import REVERSAL


class SaleTransaction(models.Model):
    """What was accepted by mistake is undone by an entry of its own; both stay in the books."""

    _inherit = "sale.transaction"

    def action_reverse(self, reason):
        """Undo accepted transactions: their payments are reversed today, and the invoices are open again.

        :param str reason: why, in words
        :return: an action: a notice for one, a window with a result per row for many
        :raises AccessError: when this person is no verifier
        :raises UserError: without a reason, or when the only one cannot be reversed
        """
        return self._report(*self._reverse_each(reason))

    def _reverse_each(self, reason):
        """See ``_decide_selected``."""
        self._check_verifier()
        reason = self._check_reason(reason)
        outcome = self._decide(lambda transactions: transactions._reverse(reason), refusal="_why_not_reversible")
        return outcome, self.env._("Reversed"), {}

    def action_open_reverse(self):
        """:return: an action that asks why these are reversed"""
        self._check_verifier()
        return self._open_window("sale.transaction.reverse", self.env._("Reverse"))

    def _why_not_reversible(self):
        if self.state != "accepted":
            return self._why_decided()
        return self._why_not_on(self.company_id._ledger_date())

    def _reverse(self, reason):
        for company, transactions in self.grouped("company_id").items():
            entries = transactions.payment_id.move_id
            values = {
                "date": company._ledger_date(),
                "ref": self.env._("Reversal: %s", reason),
            }
            reversing = entries.with_company(company).with_context(
                tz=company._ledger_zone(), sale_transaction_reversal=REVERSAL
            )
            counter_entries = reversing._reverse_moves([dict(values) for _entry in entries], cancel=True)
            by_entry = dict(zip(entries, counter_entries, strict=True))
            for transaction in transactions:
                transaction.reversal_move_id = by_entry[transaction.payment_id.move_id]
            transactions.payment_id.state = "canceled"
        self.write(
            {
                "state": "reversed",
                "reversed_at": fields.Datetime.now(),
                "reversed_by_id": self.env.uid,
                "reversal_reason": reason,
            }
        )
        self._settle_with_others()
        self._note_on_orders(
            lambda t: self.env._(
                "%(name)s reversed: %(amount)s. %(reason)s", name=t.name, amount=t._money(), reason=t.reversal_reason
            )
        )
        self._reversed()

    def _settle_with_others(self):
        """Let what other transactions of the same orders have over pay the invoices that are open again."""
        plan = []
        for order in self.order_id:
            credit = order.sale_transaction_ids.filtered(lambda t: t.state == "accepted").payment_id.move_id._receivable_lines()
            claims = order._open_invoices()._receivable_lines(credit.account_id) if credit else credit
            if claims:
                plan.append(credit | claims)
        self.env["account.move.line"]._reconcile_plan(plan)

    def _reversed(self):
        """Called in the same database transaction after these were reversed: receipts become void here."""
