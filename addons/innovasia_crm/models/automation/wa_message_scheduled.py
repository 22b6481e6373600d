from odoo import fields, models
from odoo.tools import SQL

from .wa_scheduled_recall import STALE


class WaMessage(models.Model):
    """What was due follows its message: it is sent when Meta has taken it, and fails for Meta's reason."""

    _inherit = "wa.message"

    def _outcome_changed(self):
        result = super()._outcome_changed()
        if self:
            self.flush_recordset(["state", "reason_code", "delivered_at", "read_at"])
            self._scheduled()._follow_messages()
        return result

    def _still_wanted(self):
        messages = super()._still_wanted()
        since = fields.Datetime.now() - STALE
        stale = messages.filtered(lambda message: message.create_date < since)
        return messages - stale._scheduled()._recall_together()

    def _requeue(self):
        """What a person sends again is due now, and stopped by less (`wa.scheduled._check_due`)."""
        for row in self._scheduled():
            row.write({"due_at": fields.Datetime.now(), "attempts": row.attempts + 1})
        return super()._requeue()

    def _scheduled(self):
        """:return: wa.scheduled, as system: what was due and became these messages"""
        scheduled = self.env["wa.scheduled"].sudo()
        if not self:
            return scheduled
        scheduled.flush_model(["message_id"])
        # One look where there are none.
        found = self.env.execute_query(SQL("SELECT id FROM wa_scheduled WHERE message_id = ANY(%s) ORDER BY id", self.ids))
        return scheduled.browse(id_ for (id_,) in found)
