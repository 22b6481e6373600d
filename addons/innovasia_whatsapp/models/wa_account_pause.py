from datetime import timedelta

from odoo import fields, models

PAUSE = timedelta(hours=1)


class WaAccount(models.Model):
    """Pausing what customers did not ask for, when Meta warns (131048, 131064, 368, 131031)."""

    _inherit = "wa.account"

    paused_until = fields.Datetime(
        "Templates paused until",
        readonly=True,
        copy=False,
        help="Until then no template is sent from this device; answers to customers are (UTC).",
    )

    def _pause(self, code, detail):
        """Send no templates for an hour, and tell people why."""
        self.write(
            {
                "paused_until": fields.Datetime.now() + PAUSE,
                "last_error": self._explain(code, detail),
            }
        )

    def action_resume(self):
        """Send templates again before the pause is over."""
        self.check_access("write")
        self.sudo().write({"paused_until": False, "last_error": False})
        self._wake_after_commit("outbox")
        return True
