from odoo import models
from odoo.tools import SQL

#: What Meta's refusal is called in the catalogue of reasons; the others are `meta`, with Meta's words.
REASON_OF_CODE = {
    131026: "bad_number",
    131050: "opted_out",
    131047: "window_closed",
    132015: "template_paused",
    132016: "template_disabled",
}

#: Messages whose rows are told at the end.
_RECORDED = "wa.scheduled.recorded"


class WaMessage(models.Model):
    """What was due follows its message: it is sent when Meta has taken it, and fails for Meta's reason."""

    _inherit = "wa.message"

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals and vals["state"] != "sending":
            told_later = self.env.cr.precommit.data.get(_RECORDED, ())
            self.filtered(lambda message: message.id not in told_later)._tell_scheduled()
        return result

    def _record(self, account, outcomes):
        """Tell the rows of many messages at once: one by one, it would slow the outbox down."""
        data, ids = self.env.cr.precommit.data, [outcome.id for outcome in outcomes]
        data[_RECORDED] = set(ids)
        try:
            result = super()._record(account, outcomes)
        finally:
            data.pop(_RECORDED, None)
        self.browse(ids)._tell_scheduled()
        return result

    def _follow_statuses(self):
        result = super()._follow_statuses()
        self._tell_scheduled()
        return result

    def _tell_scheduled(self):
        """Note in the rows of these messages what became of them; costs one look where there are none."""
        if not self:
            return
        self.flush_recordset(["state", "reason_code", "delivered_at", "read_at"])
        rows = self.env["wa.scheduled"].sudo()
        found = self.env.execute_query(SQL("SELECT id FROM wa_scheduled WHERE message_id = ANY(%s) ORDER BY id", self.ids))
        if found:
            rows.browse(id_ for (id_,) in found)._follow_messages()
