from odoo import models

#: What is not said any more to who has paid, or need not pay.
PENDING = ("transfer_instructions", "transfer_reminder", "transfer_expired")
#: {outcome of the money: trigger}
OUTCOMES = {"paid": "transfer_received", "under": "transfer_under", "over": "transfer_over"}


class TransferIntent(models.Model):
    """What becomes of an expected transfer writes to its customer, where automated actions wait for it.

    Only tells what happened, in the transaction in which it happens; whether a message is due, and when, is decided by the
    automated action and looked at again when it goes out (``wa.scheduled``).
    """

    _inherit = "transfer.intent"

    def _opened(self):
        result = super()._opened()
        told, automations = self._wa_told(), self.env["wa.automation"]
        automations._emit("transfer_instructions", told)
        # Counted back from the end: see `counts_back` of the trigger.
        automations._move_due("transfer_reminder", {intent: intent.expires_at for intent in told})
        return result

    def _expired(self):
        result = super()._expired()
        automations = self.env["wa.automation"]
        # Not for good: who asks for more time is reminded again.
        automations._cancel("transfer_reminder", self, "cancelled")
        automations._emit("transfer_expired", self._wa_told())
        return result

    def _prolong(self):
        late = self.filtered(lambda intent: intent.state == "grace")
        result = super()._prolong()
        automations = self.env["wa.automation"]
        automations._cancel("transfer_expired", late, "cancelled")
        automations._move_due("transfer_reminder", {intent: intent.expires_at for intent in late._wa_told()})
        return result

    def _released(self):
        result = super()._released()
        self._wa_hush("transfer_closed")
        return result

    def _cancelled(self):
        result = super()._cancelled()
        self._wa_hush("transfer_closed")
        return result

    def _money_came(self, match, outcome):
        result = super()._money_came(match, outcome)
        if outcome != "under":
            self._wa_hush("already_paid")
        # Each sum is told once: when it comes in parts, and also where two mutations settle it at the same moment.
        self.env["wa.automation"]._emit(OUTCOMES[outcome], self._wa_told(), extra=f"{round(self.received)}")
        return result

    def _wa_told(self):
        """:return: those of these that are of somebody, as opposed to whoever walked in"""
        return self.filtered(lambda intent: not intent.order_id.sudo()._is_of_nobody())

    def _wa_hush(self, reason_code):
        """Call off what still waits to be said about these."""
        for trigger in PENDING:
            self.env["wa.automation"]._cancel(trigger, self, reason_code)
