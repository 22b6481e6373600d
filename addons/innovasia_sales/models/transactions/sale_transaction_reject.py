from odoo import fields, models
from odoo.exceptions import UserError


class SaleTransaction(models.Model):
    """Tolak: the money has not arrived (spec/000, step 10)."""

    _inherit = "sale.transaction"

    def action_reject(self, reason, cancel_order=True, tell_customer=False):
        """Reject these transactions.

        :param str reason: why, in words; the CS reads it, and the customer when told
        :param bool cancel_order: cancel the orders, too, where nothing else was paid, invoiced or shipped
        :param bool tell_customer: write to the customers, where WhatsApp takes a message now
        :return: an action: a notice for one, a window with a result per row for many
        :raises AccessError: when this person is no verifier
        :raises UserError: without a reason, or when the only one is decided already
        """
        return self._report(*self._reject_each(reason, cancel_order, tell_customer))

    def _reject_each(self, reason, cancel_order, tell_customer):
        """See ``_decide_selected``."""
        self._check_verifier()
        reason = self._check_reason(reason)
        orders, told = {}, {}

        def reject(transactions):
            transactions._reject(reason)
            if cancel_order:
                orders.update(transactions._cancel_orders())

        outcome = self._decide(reject, refusal="_why_not_rejectable")
        if tell_customer:
            told = self.filtered(lambda transaction: not outcome[transaction]).sudo()._tell_rejected()
        notes = {t: " ".join(filter(None, (orders.get(t), told.get(t)))) for t in outcome}
        return outcome, self.env._("Rejected"), notes

    def action_open_reject(self):
        """:return: an action that asks why these are rejected"""
        self._check_verifier()
        return self._open_window("sale.transaction.reject", self.env._("Reject"))

    def _why_not_rejectable(self):
        return None if self.state == "pending" else self._why_decided()

    def _reject(self, reason):
        self.write(
            {
                "state": "rejected",
                "decided_at": fields.Datetime.now(),
                "decided_by_id": self.env.uid,
                "reject_reason": reason,
            }
        )
        self._note_on_orders(
            lambda t: self.env._(
                "%(name)s rejected: %(amount)s. %(reason)s", name=t.name, amount=t._money(), reason=t.reject_reason
            )
        )
        self._rejected()

    def _rejected(self):
        """Called in the same database transaction after these were rejected: notices begin here."""

    def _cancel_orders(self):
        """Cancel the orders of rejected transactions, except where something else speaks for them.

        :return: {sale.transaction: what became of its order, in a sentence}
        """
        notes, cancelled = {}, self.order_id.browse()
        for transaction in self.filtered("order_id"):
            order = transaction.order_id
            if reason := order._why_not_cancelled():
                notes[transaction] = self.env._("Order %(order)s stays: %(reason)s", order=order.name, reason=reason)
            else:
                notes[transaction] = self.env._("Order %s is cancelled.", order.name)
                cancelled |= order
        cancelled.action_cancel()
        return notes

    def _tell_rejected(self):
        """Write to the customers of rejected transactions, in the conversations they came from.

        :return: {sale.transaction: what came of it, in a sentence}
        """
        notes = {}
        for transaction in self._without_defaults():
            key = f"transaction.rejected.{transaction.id}"
            try:
                transaction.wa_channel_id._wa_say(transaction._rejection_text(), key)
                notes[transaction] = self.env._("The customer is told.")
            except UserError as error:
                notes[transaction] = self.env._("The customer is not told: %s", error.args[0])
        return notes

    def _rejection_text(self, reason=None):
        """:return: what a customer reads when the payment was rejected, in the customer's language"""
        self.ensure_one()
        customer = self.partner_id
        transaction = self.with_context(lang=customer.lang or self.company_id._language())
        values = {
            "customer": customer.name,
            "amount": transaction._money(),
            "order": self.order_id.name or self.name,
            "reason": (reason or self.reject_reason or "").strip().rstrip("."),
        }
        return transaction.env._(
            "Hello %(customer)s, we could not verify your payment of %(amount)s for %(order)s: %(reason)s."
            " Please write to us, we will gladly help.",
            **values,
        )

    def _check_reason(self, reason):
        """:return: the reason without blanks around it
        :raises UserError: when there is none"""
        if isinstance(reason, str) and (reason := reason.strip()):
            return reason
        raise UserError(self.env._("Write down the reason: others have to understand it later."))

    def _open_window(self, model, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_transaction_ids": self.ids},
        }
