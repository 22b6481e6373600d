import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_crm.tools.actions import form_window

from ..models.files.bank_file_import import XLSX
from ..models.files.problem_texts import explain_file, explain_line
from ..tools import files
from ..tools.files import FileError

#: Mutations, and lines that are none, on the screen; the report has them all.
SHOWN = 20
REFUSED_SHOWN = 50


class BankFileUpload(models.TransientModel):
    """A bank's file is looked through first: what is new in it, what is known, and what cannot be read."""

    _name = "bank.file.upload"
    _description = "Import of a Bank File"

    file = fields.Binary(attachment=False)
    filename = fields.Char()
    journal_id = fields.Many2one(
        "account.journal", "Bank account", required=True, domain="[('type', '=', 'bank')]",
        default=lambda self: self._default_journal(),
    )  # fmt: skip
    mapping_id = fields.Many2one(
        "bank.file.mapping", help="What the columns mean; found by the headings. camt.053 and MT940 need none."
    )
    state = fields.Selection([("upload", "Choose a file"), ("checked", "Check")], default="upload", readonly=True)
    kind = fields.Selection([("table", "CSV or Excel"), ("camt", "camt.053"), ("mt940", "MT940")], "Form", readonly=True)
    new_count = fields.Integer("New", readonly=True)
    known_count = fields.Integer("Known already", readonly=True)
    provisional_count = fields.Integer("Provisional", readonly=True)
    problem_count = fields.Integer("Unreadable", readonly=True)
    same_id = fields.Many2one("bank.file.import", "Imported before", readonly=True)
    other_account = fields.Char("Account in the file", readonly=True)
    is_account_right = fields.Boolean("It is this account nonetheless")
    preview = fields.Html(readonly=True, sanitize=False)
    report = fields.Binary("Unreadable lines", attachment=False, readonly=True)

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        sample = self.env["bank.file.mapping"].browse(self.env.context.get("innovasia_sample_of"))
        if sample:
            values |= {"file": sample.with_context(bin_size=False).sample, "filename": sample.sample_name}
        return values

    def _default_journal(self):
        """The account that a file was taken in for last, else the first one that takes transfers."""
        company = self.env.company.id
        last = self.env["bank.file.import"].search([("company_id", "=", company)], limit=1).journal_id
        domain = [("type", "=", "bank"), ("company_id", "=", company)]
        return last or self.env["account.journal"].search(domain, order="transfer_open DESC, sequence, id", limit=1)

    # --- buttons -------------------------------------------------------------------------

    def action_check(self):
        """Look through the file and tell what taking it in would do; nothing is kept.

        :raises UserError: it cannot be read
        """
        self._check_user()
        content = self._content()
        if files.kind_of(content) == "table" and not self.mapping_id:
            self.mapping_id = self._find_mapping(content)
        reading = self._read(content)
        history = self.env["bank.file.import"].sudo()
        values = history._prepare_file(self.filename, content, reading, self.journal_id, self.mapping_id)
        dated = [row for row in reading.rows if not row.is_pending]
        steps = self.env["bank.mutation"].sudo()._foresee(self.journal_id, dated, "file", file=history.new(values))
        new = {index for index, step in enumerate(steps) if step.mutation is None and step.same_as is None}
        others = history._other_accounts(reading, self.journal_id)
        same = [("journal_id", "=", self.journal_id.id), ("digest", "=", values["digest"])]
        self.write(
            {
                "state": "checked",
                "kind": values["kind"],
                "new_count": len(new),
                "known_count": len(steps) - len(new),
                "provisional_count": len(reading.rows) - len(dated),
                "problem_count": len(reading.problems),
                "same_id": history.search(same, limit=1).id,
                "other_account": ", ".join(others),
                "is_account_right": False,
                "report": history._problem_sheet(reading.problems),
            }
        )
        self.preview = self._render(reading, steps)
        return self._reopen()

    def action_import(self):
        """Take the file in, and show what came of it.

        :raises UserError: it cannot be read, or is another account's
        """
        self._check_user()
        content = self._content()
        reading = self._read(content)
        history = self.env["bank.file.import"].sudo()
        others = history._other_accounts(reading, self.journal_id)
        if others and not self.is_account_right:
            raise UserError(
                self.env._(
                    "The file is of account %(other)s, and %(journal)s has another number. Choose the right bank account, "
                    "or tick that it is this one nonetheless.",
                    other=", ".join(others),
                    journal=self.journal_id.display_name,
                )
            )
        if not reading.rows:
            raise UserError(self.env._("There is nothing to import: no line could be read as a mutation."))
        taken = history.create(
            {
                **history._prepare_file(self.filename, content, reading, self.journal_id, self.mapping_id),
                "content": base64.b64encode(content),
                "row_count": len(reading.rows),
                "problem_count": len(reading.problems),
                "problem_report": history._problem_sheet(reading.problems),
                "first_date": min(row.date for row in reading.rows),
                "last_date": max(row.date for row in reading.rows),
            }
        )
        taken._begin(reading)
        return taken._get_records_action(context={})

    def action_describe(self):
        """Write a mapping for this file: opens one with the file as its example, and a guess of its columns."""
        self._check_user()
        content = self._content()
        mappings = self.env["bank.file.mapping"]
        try:
            values = mappings._prepare_tool(files.guess.guess(files.tables.read_table(content)))
        except FileError as error:
            if error.problem != "headings":
                raise UserError(explain_file(self.env, error)) from error
            values = {"date_columns": "A", "description_columns": "B", "amount_columns": "C"}
        name = (self.filename or "").rpartition(".")[0] or self.env._("New mapping")
        sample = {"sample": base64.b64encode(content), "sample_name": self.filename}
        mapping = mappings.create({**values, **sample, "name": name, "company_id": self.env.company.id})
        return mapping._get_records_action(name=mapping.name, context={})

    def action_restart(self):
        """Choose another file."""
        self.write({"state": "upload", "file": False, "filename": False, "mapping_id": False, "report": False})
        return self._reopen()

    def action_download_report(self):
        """Download the lines that could not be read, with their reasons."""
        self.ensure_one()
        name = self.env._("unreadable-lines.xlsx")
        url = f"/web/content/{self._name}/{self.id}/report/{name}?download=true&mimetype={XLSX}"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    # --- steps ---------------------------------------------------------------------------

    def _check_user(self):
        self.ensure_one()
        if not self.env.user.has_group("innovasia_transfer.group_matcher"):
            raise UserError(self.env._("Only who matches bank transfers may import files."))
        if self.journal_id.company_id not in self.env.companies:
            raise UserError(self.env._("%s is of another company.", self.journal_id.display_name))

    def _content(self):
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        self.filename = self.filename or self.env._("Bank file")
        return base64.b64decode(self.with_context(bin_size=False).file)

    def _find_mapping(self, content):
        try:
            found = self.env["bank.file.mapping"]._recognise(content)
        except FileError as error:
            raise UserError(explain_file(self.env, error)) from error
        if not found:
            # What is wrong with the file itself is said first.
            self._read(content)
        return found

    def _read(self, content):
        try:
            return self.env["bank.file.import"]._read_file(content, self.journal_id, self.mapping_id)
        except FileError as error:
            raise UserError(self._refusal(error)) from error

    def _refusal(self, error):
        if error.problem == "headings" and not self.mapping_id:
            return self.env._(
                "No file mapping knows the headings of this file. Press “Describe This File”: you say once which column is "
                "what, and see at once how it is read."
            )
        return explain_file(self.env, error)

    def _render(self, reading, steps):
        known = iter(steps)
        rows = []
        for line, row in zip(reading.lines, reading.rows, strict=True):
            step = None if row.is_pending else next(known)
            if len(rows) < SHOWN:
                rows.append(
                    {"line": line, "row": row, "is_new": step is not None and step.mutation is None and not step.same_as}
                )
        values = {
            "record": self,
            "rows": rows,
            "more": len(reading.rows) - len(rows),
            "problems": self._told(reading.problems),
            "more_problems": max(0, len(reading.problems) - REFUSED_SHOWN),
            "warnings": self._told(reading.warnings),
            "more_warnings": max(0, len(reading.warnings) - REFUSED_SHOWN),
            "notes": reading.notes[:REFUSED_SHOWN],
            "note_count": len(reading.notes),
        }
        return self.env["ir.qweb"]._render("innovasia_transfer.bank_file_preview", values)

    def _told(self, problems):
        return [
            {"line": problem.line, "reason": explain_line(self.env, problem), "cells": " │ ".join(problem.cells)}
            for problem in problems[:REFUSED_SHOWN]
        ]

    def _reopen(self):
        return form_window(self.env._("Import a Bank File"), self)
