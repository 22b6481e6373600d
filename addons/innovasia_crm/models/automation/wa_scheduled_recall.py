import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import models

from .wa_scheduled_check import SKIP

_logger = logging.getLogger(__name__)

#: A message that waited longer than this in the outbox is looked at once more before it goes.
STALE = timedelta(minutes=10)


class WaScheduled(models.Model):
    """What waited long in the outbox, as while the device was stopped, may not be wanted any more when its turn comes."""

    _inherit = "wa.scheduled"

    def _recall_together(self):
        """Take back the messages of these rows that are not to be sent now; trouble with one holds up nothing.

        :return: wa.message that were taken back
        """
        if not self:
            return self.message_id
        try:
            with self.env.cr.savepoint():
                return self._recall()
        except OperationalError:
            raise  # a conflict: the whole claim is tried again
        except Exception:
            if len(self) > 1:
                return self.env["wa.message"].union(*(row._recall_together() for row in self))
            _logger.exception("Automatic message %s: it could not be looked at once more", self.id)
            return self.env["wa.message"]

    def _recall(self):
        recalled, going = self.env["wa.message"], self
        for check in ("document", "business", "time", "customer", "marketing", "hours"):
            found = getattr(going, f"_check_{check}")()
            recalled |= self._take_back(found)
            going -= self.browse().union(*found)
        return recalled

    def _check_marketing(self):
        """The template may be marketing by now, or the customer may want none any more."""
        return {
            row: ("opted_out", None, SKIP)
            for row in self
            if row.message_id.kind == "template"
            and row.format_id.template_id.category == "MARKETING"
            and row.partner_id.wa_opt_out
        }

    def _take_back(self, found):
        """Take the messages of these rows out of the outbox; what is not over is written anew when it is time.

        :param dict found: of a check
        :return: wa.message that were taken back
        """
        rows = self.browse().union(*found)
        messages = rows.message_id
        rows.message_id = False
        self._stop(found)
        for row, message in zip(rows, messages, strict=True):
            # What is written anew has the same key.
            message.write({"state": "skipped", "next_try_at": False, "request_key": False, "reason": row._why_taken_back()})
        messages._notify_ticks()
        return messages

    def _why_taken_back(self):
        """:return: what the screen says of the message, in the company's language"""
        env = self._told()
        if self.state == "waiting":
            return env._("It waited in the queue until it was no longer the time for it. It is written anew when it is.")
        label = dict(self._fields["reason_code"]._description_selection(env))[self.reason_code]
        return env._("It waited in the queue, and is not sent any more: %s.", label)
