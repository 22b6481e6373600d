from odoo import fields, models

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


class WaTemplate(models.Model):
    """A message that Meta approves beforehand: the only kind that goes out when the 24-hour window is closed."""

    _name = "wa.template"
    _description = "WhatsApp Template"
    _order = "name, language, id"
    _check_company_auto = True

    name = fields.Char(required=True, help="Small letters, digits and underscores, as Meta wants it.")
    account_id = fields.Many2one("wa.account", "Device", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="account_id.company_id", store=True, index=True)
    waba_id = fields.Char(related="account_id.waba_id", store=True, index=True)
    meta_id = fields.Char("Meta's ID", readonly=True, copy=False, index="btree_not_null")
    language = fields.Char(required=True, default="id", help="Meta's code: id, en, en_US.")
    category = fields.Selection(CATEGORIES, required=True, default="UTILITY")
    status = fields.Selection(STATUSES, required=True, readonly=True, copy=False, default="draft", index=True)
    quality = fields.Selection(
        [("GREEN", "High"), ("YELLOW", "Medium"), ("RED", "Low"), ("UNKNOWN", "Not known yet")],
        readonly=True,
        copy=False,
        default="UNKNOWN",
    )
    rejected_reason = fields.Text("Why it was refused", readonly=True, copy=False)
    parameter_format = fields.Selection(
        [("POSITIONAL", "Numbers: {{1}}"), ("NAMED", "Names: {{customer}}")], required=True, default="POSITIONAL"
    )
    header_format = fields.Selection(HEADERS, "Header")
    header_text = fields.Char()
    body = fields.Text(required=True)
    footer = fields.Char()
    button_ids = fields.One2many("wa.template.button", "template_id", "Buttons", copy=True)
    variable_ids = fields.One2many("wa.template.variable", "template_id", "Variables", copy=True)
    components = fields.Json(readonly=True, copy=False, help="As Meta has it.")
    active = fields.Boolean(default=True)

    _name_unique = models.UniqueIndex(
        "(waba_id, name, language) WHERE active", "There is a template of this name in this language already."
    )
