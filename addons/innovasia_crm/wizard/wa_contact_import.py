import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import contact_columns, contact_file, spreadsheet
from ..tools.actions import form_window

#: As many refused rows stand on the screen; the report has them all.
SHOWN = 100
#: Odoo would guess it from the first bytes, and warns that it cannot.
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class WaContactImport(models.TransientModel):
    """Contacts from a file: looked through first, then saved, and told what was refused and why."""

    _name = "wa.contact.import"
    _description = "Contact Import"

    file = fields.Binary(attachment=False)
    filename = fields.Char()
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    update_existing = fields.Boolean(
        "Update contacts that are known",
        default=True,
        help="What stands in the file replaces what is known; empty cells change nothing, and tags are added.",
    )
    create_names = fields.Boolean(
        "Create new groups, types and tags", help="Otherwise a row that names an unknown one is refused."
    )
    # Offered by the addon that has such messages to send; until then, importing is silent in any case.
    send_welcome = fields.Boolean("Send welcome messages", help="Otherwise nothing is sent to the imported contacts.")
    state = fields.Selection(
        [("upload", "Choose a file"), ("checked", "Check"), ("done", "Imported")], default="upload", readonly=True
    )
    created_count = fields.Integer("New", readonly=True)
    updated_count = fields.Integer("Updated", readonly=True)
    unchanged_count = fields.Integer("Unchanged", readonly=True)
    refused_count = fields.Integer("Refused", readonly=True)
    new_names = fields.Char("To be created", readonly=True)
    ignored_columns = fields.Char(readonly=True)
    refusal_ids = fields.One2many("wa.contact.import.refusal", "import_id", "Refused rows", readonly=True)
    summary = fields.Html(compute="_compute_summary", sanitize=False)
    report = fields.Binary("Report of refused rows", attachment=False, readonly=True)
    report_name = fields.Char(compute="_compute_names")
    template = fields.Binary(compute="_compute_template")
    template_name = fields.Char(compute="_compute_names")

    @api.depends("created_count", "updated_count", "unchanged_count", "refused_count", "state")
    def _compute_summary(self):
        for record in self:
            parts = [
                ("success", self.env._("New"), record.created_count),
                ("info", self.env._("Updated"), record.updated_count),
                ("body-secondary", self.env._("Unchanged"), record.unchanged_count),
                ("danger", self.env._("Refused"), record.refused_count),
            ]
            total = sum(count for _color, _label, count in parts)
            values = {"parts": parts, "total": total, "record": record}
            record.summary = record.state != "upload" and self.env["ir.qweb"]._render(
                "innovasia_crm.contact_import_summary", values
            )

    @api.depends_context("lang")
    def _compute_names(self):
        self.report_name = self.env._("refused-rows.xlsx")
        self.template_name = self.env._("contacts-template.xlsx")

    @api.depends_context("lang")
    def _compute_template(self):
        for record in self:
            record.template = base64.b64encode(record._template())

    # --- buttons -------------------------------------------------------------------------

    def action_check(self):
        """Look through the file and tell what importing it would do; nothing is saved."""
        return self._run("checked")

    def action_import(self):
        """Save the contacts of the file, as one: an error that is no row's own saves nothing."""
        return self._run("done")

    def action_restart(self):
        """Choose another file."""
        self.ensure_one()
        self.refusal_ids.unlink()
        self.write({"state": "upload", "file": False, "filename": False, "report": False})
        return self._reopen()

    def action_download_template(self):
        """Download an empty file with the headings that are understood."""
        return self._download("template", self.template_name)

    def action_download_report(self):
        """Download the refused rows, to be mended and imported again."""
        return self._download("report", self.report_name)

    def action_open_contacts(self):
        """Show the contact book, the newest first."""
        return self.env["ir.actions.act_window"]._for_xml_id("innovasia_crm.action_contacts")

    # --- steps ---------------------------------------------------------------------------

    def _run(self, state):
        self.ensure_one()
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        try:
            table = contact_file.read(base64.b64decode(self.file))
        except contact_file.FileError as error:
            raise UserError(self._explain(error)) from error
        plan = self._plan(table)
        missing = plan.missing
        if state == "done":
            if missing:
                self._create_names(missing)
                plan = self._plan(table)
            self._carry_out(plan)
        self.refusal_ids.unlink()
        self.write(
            {
                "state": state,
                "created_count": len(plan.new),
                "updated_count": len(plan.changed),
                "unchanged_count": plan.unchanged,
                "refused_count": len(plan.refused),
                "new_names": ", ".join(name for names in missing.values() for name in names.values()),
                "ignored_columns": ", ".join(table.unknown),
                "report": plan.refused and base64.b64encode(self._report(table, plan.refused)),
                "refusal_ids": [
                    (0, 0, {"row": row, "name": cells.get("name"), "number": cells.get("number"), "reason": reason})
                    for row, cells, reason in plan.refused[:SHOWN]
                ],
            }
        )
        return self._reopen()

    def _explain(self, error):
        """:return: a FileError as a person reads it"""
        texts = {
            "empty": self.env._("The file has no rows below its headings."),
            "big": self.env._("The file is too large: at most %s MB.", contact_file.MAX_BYTES // 2**20),
            "rows": self.env._("The file has too many rows: at most %s at once. Divide it.", contact_file.MAX_ROWS),
            "old_excel": self.env._("This is a file of an old Excel. Open it and save it as .xlsx, then choose that."),
            "unreadable": self.env._("The file cannot be read. Save it as .xlsx or .csv, then choose that."),
            "headings": self.env._(
                "No column has the heading “WhatsApp number”. Headings found: %s. The template shows them all.",
                error.detail or "-",
            ),
        }
        return texts[error.problem]

    def _template(self):
        lang = self.env.lang or "en_US"
        columns = list(contact_columns.HEADINGS)
        active = [("active", "=", True)]
        choices = {
            columns.index("group"): self.env["res.partner.group"].search(active).mapped("name"),
            columns.index("type"): self.env["res.partner.type"].search(active).mapped("name"),
        }
        explained = {
            "name": self.env._("Full name. If it is empty, a new contact bears its number."),
            "number": self.env._("Required. 0812-3456-7890, 62812…; numbers abroad with + and the country code."),
            "group": self.env._("One of your groups, or a new one if you allow it when importing."),
            "type": self.env._("One of your types, for example reseller, agent or donor."),
            "tags": self.env._("As many as you like, with commas between them."),
            "note": self.env._("Only you and your colleagues read it."),
        }
        return spreadsheet.write(
            self.env._("Contacts"),
            [contact_columns.heading(column, lang) for column in columns],
            [],
            choices=choices,
            notes=(self.env._("Help"), [(contact_columns.heading(key, lang), text) for key, text in explained.items()]),
        )

    def _report(self, table, refused):
        lang = self.env.lang or "en_US"
        columns = [column for column in contact_columns.HEADINGS if column in table.columns]
        row_heading, reason_heading = contact_columns.OURS[0::2] if lang.startswith("id") else contact_columns.OURS[1::2]
        return spreadsheet.write(
            self.env._("Refused"),
            [row_heading, reason_heading, *(contact_columns.heading(column, lang) for column in columns)],
            [[row, reason, *(cells[column] for column in columns)] for row, cells, reason in refused],
        )

    def _download(self, field_name, filename):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/{field_name}/{filename}?download=true&mimetype={XLSX}",
            "target": "download",
        }

    def _reopen(self):
        return form_window(self.env._("Import Contacts"), self)


class WaContactImportRefusal(models.TransientModel):
    _name = "wa.contact.import.refusal"
    _description = "Refused Row of a Contact Import"
    _order = "row"

    import_id = fields.Many2one("wa.contact.import", required=True, ondelete="cascade")
    row = fields.Integer()
    name = fields.Char()
    number = fields.Char("WhatsApp number")
    reason = fields.Char()
