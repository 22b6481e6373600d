import logging
import time

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api, fields, models
from odoo.service.model import PG_CONCURRENCY_ERRORS_TO_RETRY

from odoo.addons.innovasia_whatsapp.models.background import after_commit

_logger = logging.getLogger(__name__)

#: Seconds after which a run goes on in a new job: the server ends those that take too long.
SLICE = 60
_WAKING = "innovasia_sales.receipts"


class SaleTransaction(models.Model):
    """Receipts are made and sent after the acceptance is committed: printing takes long, and may fail."""

    _inherit = "sale.transaction"

    @api.model
    def _wake_receipts_after_commit(self):
        """Have the due receipts sent once the current transaction is committed."""
        after_commit(self.browse(), _WAKING, lambda transactions: transactions._queue_receipts())

    @api.model
    def _queue_receipts(self):
        self.with_delay(
            channel="root.receipts", identity_key="sale.transaction.receipts", description="Send receipts"
        )._job_receipts()

    @api.model
    def _cron_receipts(self):
        """Queue what a crashed process left behind, and what was put off in the moment in which the customer wrote."""
        now = fields.Datetime.now()
        self._revive_receipts([("receipt_message_id", "=", False), ("wa_channel_id.wa_window_expires_at", ">", now)])
        if self._next_due_receipt():
            self._queue_receipts()

    @api.model
    def _next_due_receipt(self, after=0):
        """:return: the first receipt that can be tried now, with an id above ``after``"""
        due = [("receipt_state", "=", "waiting"), ("receipt_reason", "=", False), ("id", ">", after)]
        return self.search(due, order="id", limit=1)

    @api.model
    def _job_receipts(self):
        """Send the due receipts, each in a transaction of its own; the body of a queue job."""
        until = time.monotonic() + SLICE
        with self.env.registry.cursor() as cr:
            worker, last = self.with_env(api.Environment(cr, SUPERUSER_ID, {})), 0
            while due := worker._next_due_receipt(last):
                last = due.id
                try:
                    due._deliver_receipt()
                    cr.commit()
                except OperationalError as error:
                    cr.rollback()
                    if error.pgcode not in PG_CONCURRENCY_ERRORS_TO_RETRY:
                        raise
                    # Somebody works on it at this moment; the next run finds it.
                    _logger.info("Receipt of transaction %s: in use, left to the next run", last)
                finally:
                    worker.env.clear()
                if time.monotonic() >= until:
                    return worker._queue_receipts()
