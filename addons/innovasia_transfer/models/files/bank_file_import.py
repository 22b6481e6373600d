import base64
import hashlib

from odoo import api, fields, models

from ...tools import files
from ...tools.files import FileError, account
from .problem_texts import explain_line

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class BankFileImport(models.Model):
    """A file of mutations that was read, and what came of it."""

    _name = "bank.file.import"
    _description = "Bank File Import"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("File", required=True, readonly=True)
    journal_id = fields.Many2one(
        "account.journal", "Bank account", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="journal_id.company_id", store=True, index=True)
    mapping_id = fields.Many2one("bank.file.mapping", readonly=True, ondelete="restrict", help="Empty for camt.053 and MT940.")
    kind = fields.Selection([("table", "CSV or Excel"), ("camt", "camt.053"), ("mt940", "MT940")], "Form", readonly=True)
    content = fields.Binary("Original", attachment=True, readonly=True)
    digest = fields.Char(readonly=True)
    form = fields.Char("Way of reading", readonly=True, help="Two files of one form word a mutation alike.")
    state = fields.Selection(
        [("waiting", "Waiting"), ("running", "Being imported"), ("done", "Imported"), ("failed", "Stopped")],
        required=True, readonly=True, default="waiting",
    )  # fmt: skip
    row_count = fields.Integer("Mutations", readonly=True)
    done_count = fields.Integer("Imported so far", readonly=True)
    new_count = fields.Integer("New", readonly=True)
    known_count = fields.Integer("Known already", readonly=True)
    provisional_count = fields.Integer("Provisional", readonly=True)
    problem_count = fields.Integer("Unreadable", readonly=True)
    first_date = fields.Date("From", readonly=True)
    last_date = fields.Date("To", readonly=True)
    problem_report = fields.Binary("Unreadable lines", attachment=True, readonly=True)
    mutation_ids = fields.One2many("bank.mutation", "import_id", readonly=True)

    _journal_digest_idx = models.Index("(journal_id, digest)")

    def action_open_mutations(self):
        """Show the mutations that came with this file."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "bank.mutation",
            "views": [(False, "list"), (False, "form")],
            "domain": [("import_id", "=", self.id)],
        }

    def action_download(self):
        """Download the file as it was."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/content/{self._file_name()}?download=true",
        }

    def action_download_problems(self):
        """Download the lines that could not be read, with their reasons."""
        self.ensure_one()
        name = self.env._("unreadable-lines.xlsx")
        url = f"/web/content/{self._name}/{self.id}/problem_report/{name}?download=true&mimetype={XLSX}"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}

    def _file_name(self):
        # A slash would end the address.
        return (self.name or "").replace("/", "_").replace("?", "_").replace("#", "_")

    @api.model
    def _prepare_file(self, name, content, reading, journal, mapping):
        """:return: values of a file that is about to be taken in"""
        kind = files.kind_of(content)
        return {
            "name": name,
            "journal_id": journal.id,
            "mapping_id": mapping.id if kind == "table" else False,
            "kind": kind,
            "digest": self._digest(content),
            "form": self._form(reading, mapping),
        }

    @api.model
    def _form(self, reading, mapping):
        """:return: how a file was read; two files of one form word a mutation alike"""
        return f"{mapping._fingerprint()}|{reading.form}" if mapping else reading.form

    @api.model
    def _digest(self, content):
        return hashlib.sha256(content).hexdigest()

    @api.model
    def _read_file(self, content, journal, mapping):
        """Read a file for an account.

        :return: tools.files.Reading
        :raises FileError: it cannot be read
        """
        company = journal.company_id or self.env.company
        zone, today = company._ledger_zone(), company._ledger_date()
        if files.kind_of(content) == "table" and not mapping:
            raise FileError("headings")
        return files.read(content, mapping._tool() if mapping else None, zone, today)

    @api.model
    def _other_accounts(self, reading, journal):
        """:return: the account numbers that the file tells, if the journal's is not the only one among them"""
        # sudo: the number is shown on the account's form to whoever may take in files
        own = account.digits(journal.sudo().bank_account_id.acc_number or "")
        return sorted(reading.accounts - {own}) if own else []

    @api.model
    def _problem_sheet(self, problems):
        """:return: an XLSX of the lines that could not be read, in base64; False when there are none"""
        from odoo.addons.innovasia_crm.tools import spreadsheet

        if not problems:
            return False
        headings = [self.env._("Line"), self.env._("Reason"), self.env._("In the file")]
        rows = [[problem.line, explain_line(self.env, problem), " | ".join(problem.cells)] for problem in problems]
        return base64.b64encode(spreadsheet.write(self.env._("Unreadable"), headings, rows))
