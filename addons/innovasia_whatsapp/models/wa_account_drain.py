import contextlib
import time
from datetime import timedelta

from odoo import SUPERUSER_ID, api, models

from .background import after_commit, drain
from .wa_account import INBOX, LOCK_CLASS

#: Seconds after which a run goes on in a new job. A job is a request, and the server kills those that
#: take too long (``limit_time_real``): in the outbox that would cost messages their outcome.
SLICE = 150


class WaAccount(models.Model):
    """The background work of a device: woken after a commit, done by one process at a time."""

    _inherit = "wa.account"

    def _wake(self, purpose, eta=None):
        """Make sure that a job of each account runs after now, or after ``eta``.

        Call it when the rows to work on are committed: a job that is still pending in a
        snapshot younger than the rows will see them when it starts, so no other is needed.

        :param str purpose: INBOX, OUTBOX or MEDIA
        :param datetime eta: in UTC; rounded up to the second, so that many become one job
        """
        eta = eta and eta.replace(microsecond=0) + timedelta(seconds=1)
        keys = {account._job_key(purpose, eta): account for account in self}
        self.env.cr.execute(
            "SELECT identity_key FROM queue_job WHERE identity_key = ANY(%s) AND state IN ('pending', 'enqueued')",
            [list(keys)],
        )
        waiting = {key for (key,) in self.env.cr.fetchall()}
        for key, account in keys.items():
            if key not in waiting:
                account.with_user(SUPERUSER_ID).with_delay(
                    channel=f"root.whatsapp.{account.id}",
                    identity_key=key,
                    eta=eta,
                    description=f"WhatsApp {purpose}: {account.name}",
                )._run(purpose)

    def _wake_after_commit(self, purpose):
        """Wake the drain of these accounts once the current transaction is committed."""
        after_commit(self, f"wa.wake.{purpose}", lambda accounts: accounts._wake(purpose))

    def _job_key(self, purpose, eta=None):
        later = f".{eta:%Y%m%d%H%M%S}" if eta else ""
        return f"wa.{purpose}.{self.id}{later}"

    @contextlib.contextmanager
    def _exclusive(self, cr, purpose):
        """Hold the account's lock for a purpose, across the commits of ``cr``.

        The lock belongs to the connection: it outlives transactions, and a killed process
        releases it. Yields whether it was free.
        """
        key = (LOCK_CLASS[purpose], self.id)
        cr.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        (acquired,) = cr.fetchone()
        cr.commit()
        try:
            yield acquired
        finally:
            if acquired:
                cr.rollback()
                cr.execute("SELECT pg_advisory_unlock(%s, %s)", key)
                cr.commit()

    def _run(self, purpose):
        """Do the pending work of one account; the body of its queue job.

        A second run that finds the lock taken leaves at once: whoever holds it looks again
        after letting go, so nothing that was committed before is left behind. What is not done
        in time is left to a job of its own, which lets those of other devices in between.
        """
        self.ensure_one()
        model = "wa.event" if purpose == INBOX else "wa.message"
        with self.env.registry.cursor() as cr:
            account = self.with_env(api.Environment(cr, SUPERUSER_ID, {}))
            worker = account.env[model]
            until = time.monotonic() + SLICE
            while True:
                with account._exclusive(cr, purpose) as acquired:
                    if not acquired:
                        return
                    drain_batch = getattr(worker, f"_drain_{purpose}")
                    drain(account.env, lambda drain_batch=drain_batch: drain_batch(account), until, f"Device {self.id}")
                if not getattr(worker, f"_has_pending_{purpose}")(account):
                    return
                if time.monotonic() >= until:
                    account._wake(purpose)
                    return

    @api.model
    def _cron_sweep(self):
        """Wake whatever has pending work and no job: the safety net of a crashed process."""
        for account in self.sudo().search([]):  # pylint: disable=no-search-all
            for purpose in LOCK_CLASS:
                model = "wa.event" if purpose == INBOX else "wa.message"
                if getattr(self.env[model], f"_has_pending_{purpose}")(account):
                    account._wake_after_commit(purpose)
