from odoo import api, fields, models

from odoo.addons.innovasia_whatsapp.tools.clean import clean_text

#: Business events that automated actions wait for.
EVENTS = [("contact_created", "Contact Created"), ("birthday", "Birthday")]
#: Whatever an automatic text may be written for.
TRIGGERS = [
    *EVENTS,
    ("conversation_greeting", "Greeting"),
    ("conversation_away", "Outside working hours"),
    ("record", "Any record (automation rules)"),
]

#: What was not asked for by an order of the customer's own: who wants no marketing does not get it.
MARKETING = ("contact_created", "birthday")


class WaFormat(models.Model):
    """A text that is written once and sent many times (spec/001, Format Pesan)."""

    _name = "wa.format"
    _description = "WhatsApp Message Format"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char("Title", required=True)
    usage = fields.Selection(
        [("automatic", "Automatic"), ("broadcast", "Broadcast"), ("quick", "Quick")],
        required=True,
        default="automatic",
        help="Automatic: sent by itself when something happens. Broadcast: sent to many customers at once."
        " Quick: chosen with / in a conversation.",
    )
    trigger = fields.Selection(
        TRIGGERS,
        compute="_compute_trigger",
        store=True,
        readonly=False,
        help="What sends it decides what the text may name.",
    )
    body = fields.Text("Text", required=True)
    attachment_id = fields.Many2one(
        "ir.attachment", "Header", copy=False, index="btree_not_null", help="A picture or a document above the text."
    )
    template_id = fields.Many2one(
        "wa.template",
        ondelete="restrict",
        check_company=True,
        domain="[('category', '!=', 'AUTHENTICATION')]",
        help="Sent instead when the 24-hour window is closed.",
    )
    parameter_ids = fields.One2many("wa.format.parameter", "format_id", "What the template is filled with", copy=True)
    is_late_allowed = fields.Boolean(
        "May be sent late", help="Without an approved template, it waits until the customer writes and the window opens."
    )
    company_id = fields.Many2one(
        "res.company", index=True, default=lambda self: self.env.company, help="Empty: for all companies."
    )
    active = fields.Boolean(default=True)

    @api.depends("usage")
    def _compute_trigger(self):
        """Only automatic texts have one."""
        for record in self:
            record.trigger = record.usage == "automatic" and record.trigger

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._prepare(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._prepare(vals))

    def _prepare(self, vals):
        """:return: the values as they can be stored: a text that was copied may bring along what no message carries"""
        texts = {name: vals[name] for name in ("name", "body") if isinstance(vals.get(name), str)}
        return {**vals, **{name: clean_text(text, len(text)) for name, text in texts.items()}}

    def copy_data(self, default=None):
        default = default or {}
        copies = super().copy_data(default)
        for record, values in zip(self, copies, strict=True):
            if "name" not in default:
                values["name"] = self.env._("%s (copy)", record.name)
            if "template_id" in default and "parameter_ids" not in default:
                values.pop("parameter_ids", None)  # they belong to the template
        return copies
