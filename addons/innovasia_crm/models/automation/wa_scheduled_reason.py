from odoo import api, fields, models
from odoo.tools import format_datetime

from .reasons import REASONS

#: What waits for one of these waits for the customer, too: its format may be sent late.
LATE = frozenset(code for code in REASONS if code == "window_closed" or code.startswith("template_"))


class WaScheduled(models.Model):
    """What happened to a message that was due, in a person's words."""

    _inherit = "wa.scheduled"

    explanation = fields.Text("What happened", compute="_compute_explanation")
    advice = fields.Text("What to do", compute="_compute_explanation")

    @api.model
    def _reasons(self):
        """The catalogue; an addon above adds its own.

        :return: {reason_code: Reason}
        """
        return dict(REASONS)

    @api.depends("state", "reason_code", "reason", "due_at", "message_id.state", "refused_message_id")
    @api.depends_context("lang", "tz")
    def _compute_explanation(self):
        reasons = self._reasons()
        for row in self:
            reason = reasons.get(row.reason_code)
            row.explanation = row._explain(reason)
            row.advice = self.env._(reason.advice) if reason and row.state != "sent" else False

    def _explain(self, reason):
        """:return: what happened to this message, with the details where there are any"""
        texts = []
        if self.refused_message_id:
            texts.append(self._explain_refused())
        if self.state == "sent":
            return "\n".join([*texts, self._explain_sent()])
        if reason:
            texts.append(self.env._(reason.happened))
        if self.state == "waiting":
            texts.append(self._explain_waiting())
        return "\n".join(filter(None, [*texts, self.reason]))

    def _explain_waiting(self):
        if self.message_id:
            return self.env._("It is in the queue of the device and goes out as soon as WhatsApp takes it.")
        if self.reason_code in LATE:
            return self.env._("It goes out as soon as the customer writes, or Meta approves a template.")
        if self.due_at <= fields.Datetime.now():
            return self.env._("It is due and goes out in a moment.") if not self.reason_code else ""
        return self.env._("It goes out on %s.", format_datetime(self.env, self.due_at, dt_format="d MMMM y, HH:mm"))

    def _explain_refused(self):
        refused = self.env._("WhatsApp did not take the free text: the 24-hour window had closed meanwhile.")
        if self.message_id.kind != "template":
            return refused
        return self.env._("%s So the format's template was sent in its place.", refused)

    def _explain_sent(self):
        state = self.message_id.state
        if state == "read":
            return self.env._("The customer has read it.")
        if state == "delivered":
            return self.env._("It has arrived on the customer's phone.")
        return self.env._("WhatsApp has taken it.")
