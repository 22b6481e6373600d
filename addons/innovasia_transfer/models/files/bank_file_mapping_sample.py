import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import files
from ...tools.files import FileError, guess, mapping, tables
from .problem_texts import explain_file, explain_line

#: Lines of the sample that are shown.
SHOWN = 40


class BankFileMapping(models.Model):
    """A mapping is tried on a file while it is written: what it reads stands beside what is in the file."""

    _inherit = "bank.file.mapping"

    sample = fields.Binary(
        "Example file", attachment=True, copy=False, help="A file of the bank to try the mapping on; it is not imported."
    )
    sample_name = fields.Char(copy=False)
    result = fields.Html("As it is read", compute="_compute_result", sanitize=False)

    @api.depends(
        "sample", "skip_lines", "delimiter", "encoding", "decimal", "date_order", "credit_words", "debit_words",
        "pending_words", "date_columns", "time_columns", "description_columns", "amount_columns", "kind_columns",
        "credit_columns", "debit_columns", "balance_columns", "reference_columns", "sender_name_columns",
        "sender_account_columns", "account_columns", "currency_columns", "is_signed",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_result(self):
        for record in self:
            record.result = record._render_result() if record.sample else False

    @api.onchange("sample")
    def _onchange_sample(self):
        """Propose the columns of a file that is new to an empty mapping."""
        if self.sample and not self.date_columns:
            try:
                self.update(self._guess())
            except FileError as error:
                return {"warning": {"title": self.env._("Example file"), "message": explain_file(self.env, error)}}
        return None

    def action_guess(self):
        """Fill the columns from the example file's headings.

        :raises UserError: there is no file, or no line that looks like headings
        """
        self.ensure_one()
        if not self.sample:
            raise UserError(self.env._("Choose an example file first."))
        try:
            self.write(self._guess())
        except FileError as error:
            raise UserError(explain_file(self.env, error)) from error
        return True

    def action_import(self):
        """Take in the example file: opens the window with it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("innovasia_transfer.action_bank_file_upload")
        context = {"default_mapping_id": self.id}
        if self.sample:
            context["innovasia_sample_of"] = self.id
        return {**action, "context": context}

    def _guess(self):
        """:return: values, by the example file
        :raises FileError: nothing in it looks like headings"""
        content = self._sample_content()
        if files.kind_of(content) != "table":
            raise UserError(self.env._("This file needs no mapping: camt.053 and MT940 are read by themselves."))
        return self._prepare_tool(guess.guess(tables.read_table(content)))

    def _sample_content(self):
        return base64.b64decode(self.with_context(bin_size=False).sample)

    def _render_result(self):
        content = self._sample_content()
        try:
            reading = self._read(content)
            lines = self._shown_lines(content, reading)
        except FileError as error:
            return self.env["ir.qweb"]._render(
                "innovasia_transfer.bank_file_refused", {"reason": explain_file(self.env, error), "raw": self._raw(content)}
            )
        return self.env["ir.qweb"]._render(
            "innovasia_transfer.bank_file_result", {"reading": reading, "lines": lines, "shown": SHOWN}
        )

    def _read(self, content):
        """:return: tools.files.Reading
        :raises FileError: it cannot be read"""
        company = self.company_id or self.env.company
        return files.read(content, self._tool() if self else None, company._ledger_zone(), company._ledger_date())

    def _shown_lines(self, content, reading):
        """:return: for each of the first lines its number, its cells, what was read of it and what is wrong with it"""
        rows = dict(zip(reading.lines, reading.rows, strict=True))
        problems = {problem.line: explain_line(self.env, problem) for problem in reading.problems}
        warnings = {warning.line: explain_line(self.env, warning) for warning in reading.warnings}
        return [
            {
                "number": number,
                "raw": raw,
                "row": rows.get(number),
                "problem": problems.get(number),
                "warning": warnings.get(number),
            }
            for number, raw in self._raw(content)
        ]

    def _raw(self, content):
        """:return: the first lines as they stand in the file, or nothing where it is no table"""
        try:
            tool = self._tool()
            table = tables.read_table(content, tool.delimiter, tool.encoding)
        except FileError:
            return []
        return [(number, " │ ".join(cells)) for number, cells in table.lines[:SHOWN]]

    @api.model
    def _recognise(self, content):
        """Find the mapping that knows the headings of a file best.

        :param bytes content: a table
        :return: bank.file.mapping, empty when none does
        :raises FileError: it is no table at all
        """
        best, known = self.browse(), 0
        read = {("", ""): tables.read_table(content).lines}
        for candidate in self.search([("active", "=", True)]):
            tool = candidate._tool()
            form = (tool.delimiter, tool.encoding)
            try:
                if form not in read:
                    read[form] = tables.read_table(content, *form).lines
                fit = mapping.fit(read[form], tool)
            except FileError:
                continue
            if fit > known:
                best, known = candidate, fit
        return best
