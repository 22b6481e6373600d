import math

from odoo import api, fields, models
from odoo.tools import formatLang


class BankFileImport(models.Model):
    """How far a file is that is taken in in the background, and the word to who waits for it."""

    _inherit = "bank.file.import"

    begun_at = fields.Datetime("Being imported since", readonly=True)
    begun_count = fields.Integer("Imported before", readonly=True, help="So many were imported when it began or went on.")
    progress = fields.Float(compute="_compute_progress")
    progress_text = fields.Char("So far", compute="_compute_progress")

    @api.depends("row_count", "done_count", "begun_at", "begun_count", "state")
    @api.depends_context("lang")
    def _compute_progress(self):
        for record in self:
            part = record.done_count / record.row_count if record.row_count else record.state == "done"
            record.progress = 100 * part
            record.progress_text = record._say_progress() if record.state in ("waiting", "running") else False

    def _say_progress(self):
        numbers = {"done": self._number(self.done_count), "all": self._number(self.row_count)}
        left = self._minutes_left()
        if left is None:
            return self.env._("%(done)s of %(all)s", **numbers)
        if left <= 1:
            return self.env._("%(done)s of %(all)s, less than a minute left", **numbers)
        return self.env._("%(done)s of %(all)s, about %(minutes)s minutes left", minutes=left, **numbers)

    def _minutes_left(self):
        """:return: how long the rest takes at the pace since it began or went on; None while that is not known"""
        done = self.done_count - self.begun_count
        if self.state != "running" or not self.begun_at or done <= 0:
            return None
        took = (fields.Datetime.now() - self.begun_at).total_seconds()
        return math.ceil(took / done * (self.row_count - self.done_count) / 60)

    def _number(self, number):
        return formatLang(self.env, number, digits=0)

    def _say_end(self):
        message = self.env._(
            "%(new)s new, %(known)s known already, %(provisional)s provisional, %(unreadable)s unreadable.",
            new=self._number(self.new_count),
            known=self._number(self.known_count),
            provisional=self._number(self.provisional_count),
            unreadable=self._number(self.problem_count),
        )
        state = dict(self._fields["state"]._description_selection(self.env))[self.state]
        return f"{self.name}: {state}", message, bool(self.problem_count)
