from odoo import models
from odoo.tools import SQL


class WaMessage(models.Model):
    """What was due follows its message: it is sent when Meta has taken it, and fails for Meta's reason."""

    _inherit = "wa.message"

    def _outcome_changed(self):
        result = super()._outcome_changed()
        if self:
            self.flush_recordset(["state", "reason_code", "delivered_at", "read_at"])
            # One look where there are none.
            found = self.env.execute_query(SQL("SELECT id FROM wa_scheduled WHERE message_id = ANY(%s) ORDER BY id", self.ids))
            self.env["wa.scheduled"].sudo().browse(id_ for (id_,) in found)._follow_messages()
        return result
