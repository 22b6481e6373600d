import base64

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.files import FileError
from ...tools.mutation_parts import Parts
from .problem_texts import explain_file

#: Up to so many mutations are taken in while the user waits; what is longer goes on in the background.
AT_ONCE = 500
#: About so many mutations are taken in and committed together in the background.
CHUNK = 400


class BankFileImport(models.Model):
    """Taking in a file: at once, or part by part in the background, each either whole or not at all."""

    _name = "bank.file.import"
    _inherit = ["bank.file.import", "background.work"]
    _work_channel = "root.transfer"
    _work_states = ("waiting", "running")
    _work_stopped = "failed"

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
        self._go_on()
        return True

    def _batches(self):
        """:return: the batch of `drain`"""
        if not self._is_mine():
            return lambda: False
        parts = self._parts()
        return lambda: self._take_in_next(parts)

    def _parts(self):
        """:return: tools.mutation_parts.Parts of its rows
        :raises UserError: it cannot be read as it was"""
        try:
            reading = self._read_file(base64.b64decode(self.content), self.journal_id, self.mapping_id)
        except FileError as error:
            raise UserError(explain_file(self.env, error)) from error
        if self._form(reading, self.mapping_id) != self.form:
            raise UserError(self.env._("The mapping was changed meanwhile. Import the file anew: nothing counts twice."))
        return Parts(reading.rows, CHUNK)

    def _take_in_next(self, parts):
        """Take in the part that follows what was taken in; begin with the word that it has begun.

        :return: whether there is more
        """
        if not self._is_mine():
            return False
        if self.state == "waiting":
            self.write({"state": "running", "begun_at": fields.Datetime.now(), "begun_count": self.done_count})
            return True
        self._take_in(parts.after(self.done_count))
        if self.done_count < len(parts):
            return True
        self._end()
        return False

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
