from datetime import timedelta

from odoo import api, fields, models

from .feed_texts import sentence

#: TRANSFERS.md 8: two missed intervals are too many.
MISSES = 2


class BankFeed(models.Model):
    """Whether the bank is heard of; somebody is told when it is not, and again when it is (TRANSFERS.md 8)."""

    _inherit = "bank.feed"

    def _note_heard(self, understood):
        """The service posted something. One that is also asked is in order when it answers.

        :param bool understood: whether all of it was
        """
        now = fields.Datetime.now()
        if not self.heard_at or self.heard_at < now:
            self.heard_at = now
        if self.state == "new" and understood and not self.api_token:
            self.state = "ok"

    def _note_answer(self, error=False):
        """The service answered. An answer with rows that are not understood is one.

        :param error: sentence about those
        """
        now = fields.Datetime.now()
        was_down = self.state == "down"
        self.write({"heard_at": now, "answered_at": now, "misses": 0, "last_error": error, "state": "ok"})
        if was_down:
            self._in_own_words()._say_back()

    def _note_silence(self, reason, detail=""):
        """The service did not answer, or refused.

        :param str reason: of feed_texts.REASONS
        """
        self.write({"misses": self.misses + 1, "last_error": sentence(self._in_own_words().env, reason, detail)})
        if self.misses >= MISSES and self.state != "down":
            self._go_down()

    @api.model
    def _watch(self, now):
        """Find feeds that nobody asked, or that were not heard of, for two intervals, whatever the reason."""
        for feed in self.sudo().search([("state", "=", "ok")]).filtered("api_token"):
            # A minute each for the timer and for the answer.
            if feed.answered_at and feed.answered_at + timedelta(minutes=MISSES * feed.interval_minutes + 2) < now:
                feed.last_error = feed.last_error or sentence(feed._in_own_words().env, "silent")
                feed._go_down()

    def _go_down(self):
        """Raise "feed down": one activity, for whoever is told."""
        self.state = "down"
        self._in_own_words()._say_down()

    def _say_down(self):
        summary = self.env._("The bank feed %s is down", self.name)
        note = self.env._(
            "Transfers to %(account)s are not seen until it is back: %(reason)s",
            account=self.journal_id.name,
            reason=self.last_error or "",
        )
        self.message_post(body=note, subject=summary)
        user = self.user_id if self.user_id.active else self.company_id._people_in()[:1]
        if user:
            self.activity_schedule("mail.mail_activity_data_warning", summary=summary, note=note, user_id=user.id)

    def _say_back(self):
        text = self.env._("The bank feed is back.")
        self.activity_feedback(["mail.mail_activity_data_warning"], feedback=text)
        self.message_post(body=text)

    def _in_own_words(self):
        """:return: this feed, in the language of its company"""
        return self.with_context(lang=self.company_id._language())
