from odoo import fields, models


class WaTemplateButton(models.Model):
    """A button below a template."""

    _name = "wa.template.button"
    _description = "Button of a WhatsApp Template"
    _order = "sequence, id"

    template_id = fields.Many2one("wa.template", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    type = fields.Selection(
        [
            ("QUICK_REPLY", "Quick reply"),
            ("URL", "Link"),
            ("PHONE_NUMBER", "Phone call"),
            ("COPY_CODE", "Copy a code"),
            ("OTP", "Log-in code"),
            ("FLOW", "Flow"),
            ("CATALOG", "Catalogue"),
        ],
        required=True,
        default="QUICK_REPLY",
    )
    text = fields.Char("Label", size=25)
    url = fields.Char("Address", help="May end in {{1}}.")
    phone_number = fields.Char()
