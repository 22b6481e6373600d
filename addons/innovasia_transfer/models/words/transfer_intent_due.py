from datetime import timedelta

from odoo import fields, models

from odoo.addons.innovasia_crm.models.automation.wa_scheduled_check import SKIP, WAIT

from ..intents.transfer_intent import LIVE

#: Who was told so shortly ago is not reminded.
FRESH = timedelta(minutes=30)


class TransferIntent(models.Model):
    """Looked at when a message is due: may it still be sent?"""

    _inherit = "transfer.intent"

    def _wa_why_not(self, trigger):
        """
        :param str trigger: of one of the messages about a transfer
        :return: None when it may be sent, otherwise (reason_code, details or None, skip or wait)
        """
        self.ensure_one()
        order = self.order_id
        if order.state == "cancel":
            return "cancelled", None, SKIP
        if order.sales_channel_id.is_quiet:
            return "quiet_channel", order.sales_channel_id.name, SKIP
        return getattr(self, f"_wa_why_not_{trigger}")()

    def _wa_why_not_transfer_instructions(self):
        return None if self.state in LIVE else self._wa_why_closed()

    def _wa_why_not_transfer_reminder(self):
        if self.state != "open":
            return self._wa_why_closed()
        if fields.Datetime.now() - self.opened_at < FRESH:
            return "transfer_new", None, SKIP
        return self._wa_why_claimed()

    def _wa_why_not_transfer_expired(self):
        if self.state not in ("grace", "released"):
            return self._wa_why_closed()
        return self._wa_why_claimed()

    def _wa_why_not_transfer_under(self):
        return None if self._still_due() and self.state != "cancelled" else self._wa_why_closed()

    def _wa_why_not_transfer_received(self):
        return None if self.state == "paid" else self._wa_why_closed()

    def _wa_why_not_transfer_over(self):
        return None if self.received > self.payable else self._wa_why_closed()

    def _wa_why_closed(self):
        """:return: why there is nothing to tell any more"""
        return ("already_paid" if self.state == "paid" else "transfer_closed"), None, SKIP

    def _wa_why_claimed(self):
        """:return: that it waits, where the customer has shown a proof that somebody has to look at; None otherwise"""
        return ("transfer_claimed", None, WAIT) if self._is_claimed() else None

    def _is_claimed(self):
        """:return: whether the customer says that this was transferred, and nobody has answered that yet"""
        asked = self.verification_ids.filtered(lambda verification: verification.state in ("submitted", "rejected"))
        if "submitted" in asked.mapped("state"):
            return True
        refused = max(filter(None, asked.mapped("decided_at")), default=None)
        return bool(self.proof_at) and not (refused and refused >= self.proof_at)
