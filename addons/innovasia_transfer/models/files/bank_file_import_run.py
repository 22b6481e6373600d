import base64
import logging
import time

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_ERRORS_TO_RETRY

from ...tools.files import FileError
from .problem_texts import explain_file

_logger = logging.getLogger(__name__)

#: Up to so many mutations are taken in while the user waits; what is longer goes on in the background.
AT_ONCE = 500
#: Mutations that are taken in and committed together in the background, in whole days.
CHUNK = 400
#: Seconds after which a run goes on in a new job: the server ends those that take too long.
SLICE = 60
#: How often a chunk is tried again when a feed takes something in at the same moment.
TRIES = 10


class BankFileImport(models.Model):
    """Taking in a file: at once, or day by day in the background, each day either whole or not at all."""

    _inherit = "bank.file.import"

    def _begin(self, reading):
        """Take in what was read: at once when it is short, in the background otherwise.

        :param reading: tools.files.Reading of its content
        """
        self.ensure_one()
        if len(reading.rows) <= AT_ONCE:
            self._take_in(reading.rows)
            self.state = "done"
        else:
            self._queue()

    def action_resume(self):
        """Go on with a file that stopped, where it stopped.

        :raises UserError: for who may not match
        """
        self.ensure_one()
        if not self.env.user.has_group("innovasia_transfer.group_matcher"):
            raise UserError(self.env._("Only who matches bank transfers may import files."))
        self.check_access("read")
        stopped = self.sudo()
        if stopped.state == "failed":
            stopped.write({"state": "waiting", "error": False})
            stopped._queue()
        return True

    def _queue(self):
        self.with_user(SUPERUSER_ID).with_delay(
            channel="root.transfer",
            identity_key=f"bank.file.import.{self.id}",
            description=f"Bank transfers: take in {self.name}",
        )._job()

    def _job(self):
        """Take in the file in chunks of whole days, each in a transaction of its own; the body of a queue job."""
        until = time.monotonic() + SLICE
        with self.env.registry.cursor() as cr:
            worker = self.with_env(api.Environment(cr, SUPERUSER_ID, {}))
            if not worker.exists() or worker.state == "done":
                return
            worker.state = "running"
            cr.commit()
            try:
                for rows in _chunks(worker._rows_left()):
                    worker._take_in_again(rows)
                    if time.monotonic() >= until:
                        worker._queue()
                        break
                else:
                    worker.state = "done"
            except UserError as error:
                worker._stop(error.args[0])
            except Exception:
                worker._stop(
                    worker.env._("Something unforeseen happened. Go on with it; if it stops again, tell your administrator.")
                )
                raise
            cr.commit()

    def _rows_left(self):
        """:return: its rows in the order of their days, without those that were taken in
        :raises UserError: it cannot be read as it was"""
        try:
            reading = self._read_file(base64.b64decode(self.content), self.journal_id, self.mapping_id)
        except FileError as error:
            raise UserError(explain_file(self.env, error)) from error
        if self._form(reading, self.mapping_id) != self.form:
            raise UserError(self.env._("The mapping was changed meanwhile. Import the file anew: nothing counts twice."))
        return sorted(reading.rows, key=lambda row: row.date)[self.done_count :]

    def _take_in_again(self, rows):
        """Take in and commit; again when somebody else was taking in for the same account."""
        for left in reversed(range(TRIES)):
            try:
                self._take_in(rows)
                self.env.cr.commit()
                return
            except OperationalError as error:
                self.env.cr.rollback()
                self.env.clear()
                if not left or error.pgcode not in PG_CONCURRENCY_ERRORS_TO_RETRY:
                    raise
                _logger.info("Bank file %s: the account is in use, tried again", self.id)

    def _take_in(self, rows):
        """Hand rows over, and count what came of them."""
        taken = self.env["bank.mutation"]._ingest(self.journal_id, rows, "file", file=self)
        provisional = sum(mutation.is_pending for mutation in taken.mutations)
        self.write(
            {
                "done_count": self.done_count + len(rows),
                "new_count": self.new_count + len(taken.mutations) - provisional,
                "provisional_count": self.provisional_count + provisional,
                "known_count": self.known_count + taken.known,
            }
        )

    def _stop(self, reason):
        self.env.cr.rollback()
        self.write({"state": "failed", "error": reason})
        self.env.cr.commit()


def _chunks(rows):
    """Rows in the order of their days, in parts of whole days: equal rows of a day are told apart by their count."""
    chunk = []
    for row in rows:
        if len(chunk) >= CHUNK and row.date != chunk[-1].date:
            yield chunk
            chunk = []
        chunk.append(row)
    if chunk:
        yield chunk
