from odoo import fields, models

TRIGGERS = [("contact_created", "Contact Created")]


class WaFormat(models.Model):
    """A text that is written once and sent many times (spec/001, Format Pesan)."""

    _name = "wa.format"
    _description = "WhatsApp Message Format"
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char("Title", required=True)
    usage = fields.Selection(
        [("automatic", "Automatic"), ("broadcast", "Broadcast"), ("quick", "Quick")], required=True, default="automatic"
    )
    trigger = fields.Selection(TRIGGERS, help="What sends it decides what the text may name.")
    body = fields.Text("Text", required=True)
    attachment_id = fields.Many2one("ir.attachment", "Header", copy=False, help="A picture or a document above the text.")
    template_id = fields.Many2one(
        "wa.template", "Template", ondelete="restrict", check_company=True, help="Sent instead when the 24-hour window is closed."
    )
    parameter_ids = fields.One2many("wa.format.parameter", "format_id", "What the template is filled with", copy=True)
    is_late_allowed = fields.Boolean(
        "May be sent late", help="Without an approved template, it waits until the customer writes and the window opens."
    )
    company_id = fields.Many2one("res.company", index=True, default=lambda self: self.env.company)
    active = fields.Boolean(default=True)
