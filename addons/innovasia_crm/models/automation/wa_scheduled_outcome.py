from odoo import fields, models

#: {state of the message: state of what was due}; nobody knows whether an unknown one was sent.
STATE_OF_MESSAGE = {
    "outgoing": "waiting",
    "sending": "waiting",
    "unknown": "failed",
    "sent": "sent",
    "delivered": "sent",
    "read": "sent",
    "failed": "failed",
    "skipped": "cancelled",
}
WINDOW_CLOSED = 131047
#: What Meta's refusal is called in the catalogue of reasons; the others are `meta`, with Meta's words.
REASON_OF_CODE = {
    131026: "bad_number",
    131050: "opted_out",
    WINDOW_CLOSED: "window_closed",
    132015: "template_paused",
    132016: "template_disabled",
}


class WaScheduled(models.Model):
    """What became of the messages of what was due."""

    _inherit = "wa.scheduled"

    refused_message_id = fields.Many2one(
        "wa.message",
        "Refused as free text",
        index="btree_not_null",
        readonly=True,
        ondelete="set null",
        help="What WhatsApp did not take because the 24-hour window had closed meanwhile.",
    )

    def _follow_messages(self):
        """Take over the states of these rows' messages."""
        late = self.filtered(lambda row: row._was_late_for_window())
        late._write_anew()
        arrived = self.browse()
        for row in self - late:
            message = row.message_id
            values = row._prepare_outcome(message)
            if message.state in ("delivered", "read") and not row.arrived_at:
                values["arrived_at"] = message.delivered_at or message.read_at or fields.Datetime.now()
                arrived += row
            row.write({name: value for name, value in values.items() if row[name] != value})
        if arrived:
            arrived._delivered()

    def _was_late_for_window(self):
        """:return: whether the window closed between the writing of a free text and its sending, for the first time"""
        message = self.message_id
        is_refused = message.state == "failed" and message.reason_code == WINDOW_CLOSED
        return is_refused and message.kind != "template" and not self.refused_message_id

    def _write_anew(self):
        """Look for the way that is open now: the format's template, or none."""
        for row in self:
            row.write({"refused_message_id": row.message_id.id, "message_id": False, "next_try_at": fields.Datetime.now()})
        if self:
            self.write({"state": "waiting", "reason_code": False, "reason": False})
            self._wake_after_commit()

    def _prepare_outcome(self, message):
        state = STATE_OF_MESSAGE[message.state]
        values = {"state": state, "reason_code": False, "reason": False}
        if state == "failed":
            lang = self.company_id._language()
            values |= {
                "reason_code": REASON_OF_CODE.get(message.reason_code, "meta"),
                "reason": message.with_context(lang=lang)._explain(lang),
            }
        elif state == "cancelled":
            values["reason_code"] = "called_off"
        return values

    def _delivered(self):
        """Act on messages that reached the customer's phone, once for each; a hook."""
