import time

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from odoo.addons.innovasia_whatsapp.models.background import LATE, after_commit, drain

JOB_KEY = "wa.scheduled"
#: Seconds after which a run goes on in a new job: the server kills requests that take too long.
SLICE = 150


class WaScheduled(models.Model):
    """The background work: a job right after the commit of what is due at once, a cron for what is due later."""

    _inherit = "wa.scheduled"

    @api.model
    def _wake_after_commit(self):
        """Have what is due sent once the current transaction is committed."""
        after_commit(self.browse(), JOB_KEY, lambda scheduled: scheduled._wake())

    @api.model
    def _look_now(self, domain):
        """Look again, right after the commit, at what waits for something that has just come true.

        :param list domain: which rows
        """
        waiting = [("state", "=", "waiting"), ("message_id", "=", False), ("next_try_at", ">", fields.Datetime.now())]
        rows = self.sudo().search([*domain, *waiting])
        if rows:
            rows.next_try_at = fields.Datetime.now()
            self._wake_after_commit()

    @api.model
    def _wake(self):
        """Make sure that a job begins after now. One that still waits will see what is committed by now."""
        self.env.cr.execute(
            "SELECT 1 FROM queue_job WHERE identity_key = %s AND state IN ('pending', 'enqueued') LIMIT 1", [JOB_KEY]
        )
        if not self.env.cr.fetchone():
            self.with_user(SUPERUSER_ID).with_delay(
                channel="root.whatsapp.scheduled", identity_key=JOB_KEY, description="WhatsApp: automatic messages"
            )._send_due()

    @api.model
    def _cron_send_due(self):
        """Wake the job where something is due: what had a delay, and what a killed process left."""
        if self._has_due():
            self._wake()

    @api.model
    def _has_due(self):
        due = self.env.execute_query(
            SQL(
                "SELECT 1 FROM wa_scheduled WHERE state = 'waiting' AND message_id IS NULL AND next_try_at <= %s LIMIT 1",
                fields.Datetime.now(),
            )
        )
        return bool(due)

    @api.model
    def _send_due(self):
        """Send what is due, batch after batch, each in a transaction of its own; the body of the job."""
        until = time.monotonic() + SLICE
        with self.env.registry.cursor() as cr:
            worker = api.Environment(cr, SUPERUSER_ID, {})["wa.scheduled"]
            if drain(worker.env, worker._send_batch, until, "Automatic messages") == LATE:
                worker._wake()
