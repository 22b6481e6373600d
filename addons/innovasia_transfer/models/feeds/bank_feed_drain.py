import time

from odoo import SUPERUSER_ID, api, models

from odoo.addons.innovasia_whatsapp.models.background import DONE, after_commit, drain

#: Seconds after which a run goes on in a new job: the server kills requests that take too long.
SLICE = 90


class BankFeed(models.Model):
    """Draining what came: woken after a commit, one event in a transaction."""

    _inherit = "bank.feed"

    def _wake(self):
        """Make sure that a job of each feed drains its events after now. Call it when they are committed."""
        for feed in self:
            feed.with_user(SUPERUSER_ID).with_delay(
                channel="root.transfer",
                identity_key=f"bank.feed.drain.{feed.id}",
                description=f"Bank feed: {feed.name}",
            )._drain()

    def _wake_after_commit(self):
        """Wake the drain of these feeds once the current transaction is committed."""
        after_commit(self, "bank.feed.wake", lambda feeds: feeds.exists()._wake())

    def _drain(self):
        """Take in the feed's pending events, oldest first; the body of its queue job.

        Each is a transaction of its own, on a cursor of its own: a job's cursor may not be committed. Several may run at
        once; they skip each other's events.
        """
        self.ensure_one()
        until = time.monotonic() + SLICE
        with self.env.registry.cursor() as cr:
            feed = self.with_env(api.Environment(cr, SUPERUSER_ID, {}))
            if drain(feed.env, feed._drain_next, until, f"Bank feed {self.id}") != DONE:
                feed._wake()
                cr.commit()

    def _drain_next(self):
        """:return: whether there was an event to take in"""
        self.env["bank.feed.event"].flush_model(["state"])
        self.env.cr.execute(
            "SELECT id FROM bank_feed_event WHERE feed_id = %s AND state = 'pending' ORDER BY id LIMIT 1"
            " FOR UPDATE SKIP LOCKED",
            [self.id],
        )
        found = self.env.cr.fetchone()
        if not found:
            return False
        event = self.env["bank.feed.event"].browse(found[0])
        understood = event._take_in()
        if event.origin == "webhook":
            self._note_heard(understood)
        return True

    @api.model
    def _cron_sweep(self):
        """Wake feeds whose events nobody works on: the safety net of a killed process."""
        self.env.cr.execute("SELECT DISTINCT feed_id FROM bank_feed_event WHERE state = 'pending'")
        self.browse([feed for (feed,) in self.env.cr.fetchall()])._wake_after_commit()
