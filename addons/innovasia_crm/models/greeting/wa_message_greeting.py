from odoo import fields, models

from .wa_session_greeting import FRESH, KEYS


class WaMessage(models.Model):
    """Automatic answers follow what they answer: in the conversation and on the screens."""

    _inherit = "wa.message"

    def _announce(self):
        result = super()._announce()
        for account, rows in self.grouped("account_id").items():
            self.env["wa.session"]._answer_automatically(account, rows)
        return result

    def _still_wanted(self):
        """An answer that waited in the queue, as while the device was stopped, greets nobody any more."""
        messages = super()._still_wanted()
        since = fields.Datetime.now() - FRESH
        late = messages.filtered(lambda row: row.create_date < since and (row.request_key or "").startswith(KEYS))
        if late:
            told = late.with_context(lang=late.account_id.company_id._language()).env
            reason = told._("It waited in the queue, and came too late for an automatic answer.")
            late.write({"state": "skipped", "next_try_at": False, "reason": reason})
            late._notify_ticks()
        return messages - late
