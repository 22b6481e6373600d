import logging
import time

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.service.model import PG_CONCURRENCY_ERRORS_TO_RETRY
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

JOB_KEY = "wa.scheduled"
CONFLICTS_IN_A_ROW = 20
#: Seconds after which a run goes on in a new job: the server kills requests that take too long.
SLICE = 150


class WaScheduled(models.Model):
    """The background work: a job right after the commit of what is due at once, a cron for what is due later."""

    _inherit = "wa.scheduled"

    @api.model
    def _wake_after_commit(self):
        """Have what is due sent once the current transaction is committed."""
        postcommit = self.env.cr.postcommit
        if JOB_KEY in postcommit.data:
            return
        postcommit.data[JOB_KEY] = True
        registry = self.env.registry

        @postcommit.add
        def wake():
            postcommit.data.pop(JOB_KEY, None)
            with registry.cursor() as cr:
                api.Environment(cr, SUPERUSER_ID, {})["wa.scheduled"]._wake()

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
        conflicts = 0
        with self.env.registry.cursor() as cr:
            worker = api.Environment(cr, SUPERUSER_ID, {})["wa.scheduled"]
            while conflicts < CONFLICTS_IN_A_ROW:
                try:
                    looked_at = worker._send_batch()
                    cr.commit()
                except (OperationalError, ConcurrencyError) as error:
                    cr.rollback()
                    if not isinstance(error, ConcurrencyError) and error.pgcode not in PG_CONCURRENCY_ERRORS_TO_RETRY:
                        raise
                    conflicts += 1
                    looked_at = 1
                else:
                    conflicts = 0
                worker.env.clear()
                if not looked_at:
                    return
                if time.monotonic() >= until:
                    worker._wake()
                    return
            _logger.warning("Automatic messages: too many conflicts, left to the next run")
