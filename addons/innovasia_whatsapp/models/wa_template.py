import re
from itertools import count

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..tools.template_components import authentication_texts
from ..tools.template_content import Button, Content
from ..tools.template_languages import LANGUAGES

STATUSES = [
    ("draft", "Draft"),
    ("pending", "In review"),
    ("approved", "Approved"),
    ("rejected", "Rejected"),
    ("paused", "Paused"),
    ("disabled", "Disabled"),
]
CATEGORIES = [("MARKETING", "Marketing"), ("UTILITY", "Utility"), ("AUTHENTICATION", "Authentication")]
HEADERS = [
    ("TEXT", "Text"),
    ("IMAGE", "Picture"),
    ("VIDEO", "Video"),
    ("DOCUMENT", "Document"),
    ("LOCATION", "Location"),
]
#: What Meta says, and no client writes.
OF_META = {"meta_id", "status", "quality", "rejected_reason", "components", "is_foreign_kind", "submitted_by_id"}
#: What Meta's reviewer looks at.
CONTENT = {
    "name", "language", "category", "parameter_format", "header_format", "header_text", "header_file", "header_filename",
    "body", "footer", "has_security_advice", "code_expires_in", "button_ids", "variable_ids",
}  # fmt: skip

#: What a template is found by at Meta.
IDENTITY = {"account_id", "name", "language"}


class WaTemplate(models.Model):
    """A message that Meta approves beforehand: the only kind that goes out when the 24-hour window is closed."""

    _name = "wa.template"
    _description = "WhatsApp Template"
    _order = "name, language, id"
    _check_company_auto = True

    name = fields.Char(required=True, help="Small letters, digits and underscores, as Meta wants it.")
    account_id = fields.Many2one(
        "wa.account",
        "Device",
        required=True,
        ondelete="cascade",
        default=lambda self: self.env["wa.account"].search([("company_id", "=", self.env.company.id)], limit=1),
        help="All devices of the same WhatsApp Business account may use the template.",
    )
    company_id = fields.Many2one(related="account_id.company_id", store=True, index=True)
    waba_id = fields.Char(related="account_id.waba_id", store=True, index=True)
    meta_id = fields.Char("Meta's ID", readonly=True, copy=False, index="btree_not_null")
    language = fields.Selection(lambda self: list(LANGUAGES.items()), required=True, default="id")
    category = fields.Selection(
        CATEGORIES,
        required=True,
        default="UTILITY",
        help="Utility is about something the customer has ordered or done; whatever advertises is Marketing. "
        "Meta moves a template that is in the wrong category, and bills each kind at its own price.",
    )
    status = fields.Selection(STATUSES, required=True, readonly=True, copy=False, default="draft", index=True)
    quality = fields.Selection(
        [("GREEN", "High"), ("YELLOW", "Medium"), ("RED", "Low"), ("UNKNOWN", "Not known yet")],
        readonly=True,
        copy=False,
        default="UNKNOWN",
        help="What customers think of it: how many of them blocked or reported the number after this message.",
    )
    rejected_reason = fields.Text("Meta's reason", readonly=True, copy=False)
    parameter_format = fields.Selection(
        [("POSITIONAL", "Numbers: {{1}}"), ("NAMED", "Names: {{customer}}")],
        "Variables are",
        required=True,
        default="POSITIONAL",
    )
    header_format = fields.Selection(HEADERS, "Header")
    header_text = fields.Char("Header text")
    header_file = fields.Binary(
        "Example of the file",
        attachment=True,
        copy=True,
        help="Meta's reviewer looks at it; messages that bring no file of their own show it, too.",
    )
    header_sample_id = fields.Many2one("ir.attachment", compute="_compute_header_sample_id", compute_sudo=True)
    header_filename = fields.Char("File name")
    body = fields.Text("Text", required=True)
    footer = fields.Char()
    has_security_advice = fields.Boolean("Advise to keep the code secret", default=True)
    code_expires_in = fields.Integer("Code expires after (minutes)", default=10)
    button_ids = fields.One2many("wa.template.button", "template_id", "Buttons", copy=True)
    variable_ids = fields.One2many(
        "wa.template.variable",
        "template_id",
        "Variables",
        compute="_compute_variable_ids",
        store=True,
        precompute=True,
        readonly=False,
        copy=True,
    )
    components = fields.Json(readonly=True, copy=False, help="As Meta has it.")
    is_foreign_kind = fields.Boolean(readonly=True, copy=False, help="Has parts that only Meta's own pages can change.")
    active = fields.Boolean(default=True)

    _name_unique = models.UniqueIndex(
        "(waba_id, name, language) WHERE active", "There is a template of this name in this language already."
    )

    @api.depends("name", "language")
    def _compute_display_name(self):
        for template in self:
            template.display_name = f"{template.name} ({template.language})" if template.name else ""

    @api.depends("header_format", "header_text", "body", "button_ids.type", "button_ids.url", "button_ids.sequence")
    def _compute_variable_ids(self):
        """Keep one variable for each place of the texts; those that stay keep their samples."""
        for template in self:
            known = {(line.part, line.button_index, line.name): line for line in template.variable_ids}
            places = template._content().places()
            gone = [Command.delete(line.id) for place, line in known.items() if place not in places]
            new = [_variable(place) for place in places if place not in known]
            if gone or new:
                template.variable_ids = gone + [Command.create(values) for values in new]

    @api.onchange("name")
    def _onchange_name(self):
        """Write the name as Meta wants it: "Pesanan Dikirim" becomes pesanan_dikirim."""
        if self.name:
            self.name = re.sub(r"[^a-z0-9]+", "_", self.name.lower()).strip("_")

    @api.onchange("category", "language", "has_security_advice", "code_expires_in")
    def _onchange_authentication(self):
        """Meta writes the text of log-in codes itself."""
        if self.category == "AUTHENTICATION":
            self.update(self._authentication_values())
            if self.button_ids.mapped("type") != ["OTP"]:
                label = "Salin kode" if self.language == "id" else "Copy code"
                self.button_ids = [Command.clear(), Command.create({"type": "OTP", "text": label})]
        elif "OTP" in self.button_ids.mapped("type"):
            self.update({"body": False, "button_ids": [Command.clear()]})

    def _authentication_values(self):
        texts = authentication_texts(self.language or "en", self.has_security_advice, self.code_expires_in)
        return {
            "header_format": False,
            "parameter_format": "POSITIONAL",
            "body": texts[0],
            "footer": texts[1],
        }

    # --- writing -------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_of_meta(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_of_meta(vals)
        if CONTENT & set(vals):
            self._begin_change()
        if not self.env.su and IDENTITY & set(vals) and (known := self.sudo().filtered("meta_id")):
            raise UserError(
                self.env._(
                    "Meta knows %s already: device, name and language stay as they are.", ", ".join(known.mapped("name"))
                )
            )
        return super().write(vals)

    def _check_of_meta(self, vals):
        """:raises AccessError: when somebody writes what only Meta decides"""
        if not self.env.su and any(vals.get(name) for name in OF_META):
            raise AccessError(self.env._("Status, quality and the like come from Meta and cannot be written."))

    def _begin_change(self):
        """Let a person change what Meta's reviewer looks at: of drafts, and of what was refused.

        :raises UserError: when Meta has these templates as they stand
        """
        if self.env.su:
            return
        self._check_editable()
        # What was refused is a draft from the first change on: Meta's text is another one now.
        refused = self.sudo().filtered(lambda template: template.status == "rejected")
        if refused:
            refused.write({"status": "draft"})

    def _check_editable(self):
        """:raises UserError: unless these are drafts, or were refused"""
        for template in self.sudo():
            if template.is_foreign_kind:
                raise UserError(
                    self.env._("The template “%s” has parts that only Meta's own pages know: change it there.", template.name)
                )
            if template.status not in ("draft", "rejected"):
                raise UserError(
                    self.env._(
                        "The template “%s” is with Meta as it stands. Press “Change” first, then submit it again.",
                        template.name,
                    )
                )

    def copy_data(self, default=None):
        """A copy has a name of its own: Meta has each name once in a language."""
        copies = super().copy_data(default)
        if not (default and ("name" in default or "language" in default)):
            for template, values in zip(self, copies, strict=True):
                values["name"] = template._free_name()
        return copies

    def _free_name(self):
        """:return: this template's name with the first number that makes it one of its own"""
        self.ensure_one()
        asked = [("waba_id", "=", self.waba_id), ("language", "=", self.language), ("name", "=like", f"{self.name}%")]
        taken = set(self.sudo().with_context(active_test=False).search(asked).mapped("name"))
        return next(name for number in count(2) if (name := f"{self.name}_{number}") not in taken)

    # --- reading -------------------------------------------------------------------------

    def _content(self):
        """:return: tools.template_content.Content, as it stands here"""
        self.ensure_one()
        return Content(
            category=self.category or "UTILITY",
            parameter_format=self.parameter_format or "POSITIONAL",
            header_format=self.header_format or None,
            header_text=self.header_text or "",
            body=self.body or "",
            footer=self.footer or "",
            buttons=[
                Button(button.type, button.text or "", button.url or "", button.phone_number or "")
                for button in self.button_ids.sorted("sequence")
            ],
            samples={(line.part, line.button_index, line.name): line.sample or "" for line in self.variable_ids},
            has_security_advice=self.has_security_advice,
            expires_in=self.code_expires_in,
            is_foreign=self.is_foreign_kind,
        )

    @api.depends("header_file")
    def _compute_header_sample_id(self):
        asked = [("res_model", "=", self._name), ("res_field", "=", "header_file"), ("res_id", "in", self.ids)]
        samples = {sample.res_id: sample for sample in self.env["ir.attachment"].sudo().search(asked)}
        for template in self:
            template.header_sample_id = samples.get(template.id)


def _variable(place):
    part, index, name = place
    return {"part": part, "button_index": index, "name": name}
