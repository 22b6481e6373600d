from odoo import fields, models


class WaTemplateButton(models.Model):
    """A button below a template."""

    _name = "wa.template.button"
    _inherit = ["wa.template.line"]
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
            ("OTHER", "Another kind"),
        ],
        required=True,
        default="QUICK_REPLY",
    )
    text = fields.Char("Label", help="At most 25 characters.")
    url = fields.Char("Address", help="Where it leads. It may end in {{1}}, which each message fills in: a tracking number.")
    phone_number = fields.Char("Telephone number")
