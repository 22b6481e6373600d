from odoo import fields, models

from .wa_message_scheduled import REASON_OF_CODE

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


class WaScheduled(models.Model):
    """What became of the messages of what was due."""

    _inherit = "wa.scheduled"

    def _follow_messages(self):
        """Take over the states of these rows' messages."""
        arrived = self.browse()
        for row in self:
            message = row.message_id
            values = row._prepare_outcome(message)
            if message.state in ("delivered", "read") and not row.arrived_at:
                values["arrived_at"] = message.delivered_at or message.read_at or fields.Datetime.now()
                arrived += row
            row.write({name: value for name, value in values.items() if row[name] != value})
        if arrived:
            arrived._delivered()

    def _prepare_outcome(self, message):
        state = STATE_OF_MESSAGE[message.state]
        values = {"state": state, "reason_code": False, "reason": False}
        if state == "failed":
            lang = self.company_id.partner_id.lang or self.env.lang
            values |= {
                "reason_code": REASON_OF_CODE.get(message.reason_code, "meta"),
                "reason": message.with_context(lang=lang)._explain(lang),
            }
        elif state == "cancelled":
            values["reason_code"] = "cancelled"
        return values

    def _delivered(self):
        """Act on messages that reached the customer's phone, once for each; a hook."""
