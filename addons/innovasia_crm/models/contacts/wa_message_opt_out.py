import re

from odoo import api, models

#: A whole message that is one of these is a wish. "stop" within a sentence is a word like any other.
STOP_WORDS = {
    *("stop", "stop promo", "stop promosi", "stop promotions", "unsubscribe"),
    *("berhenti", "berhenti langganan", "berhenti berlangganan", "berhenti promosi", "hentikan promosi"),
}
START_WORDS = {"start", "mulai", "subscribe", "langganan", "berlangganan"}
_NO_WORD = re.compile(r"[\W_]+")


class WaMessage(models.Model):
    """Who wants no marketing says so to WhatsApp or to us."""

    _inherit = "wa.message"

    @api.model
    def _create_inbound(self, account, messages, senders, channels):
        rows = super()._create_inbound(account, messages, senders, channels)
        if account.heed_stop:
            rows._heed_wishes()
        return rows

    def _heed_wishes(self):
        """Note who wrote STOP, and who wants to hear from us again, in the order in which they wrote."""
        for row in self.filtered("body"):
            word = _NO_WORD.sub(" ", row.body).strip().casefold()
            if word not in STOP_WORDS | START_WORDS:
                continue
            partner = row.partner_id.with_context(wa_opt_out_source="customer", wa_opt_out_reason=row.body[:64])
            if partner.wa_opt_out != (word in STOP_WORDS):
                partner.wa_opt_out = word in STOP_WORDS

    def _take_consequences(self, policy, code, reason):
        told = self.with_context(wa_opt_out_source="meta", wa_opt_out_reason=f"{code}" if code else False)
        return super(WaMessage, told)._take_consequences(policy, code, reason)
