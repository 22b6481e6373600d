from odoo import fields, models


class WaTemplateVariable(models.Model):
    """A place of a template that each message fills in; kept in step with the texts of the template."""

    _name = "wa.template.variable"
    _description = "Variable of a WhatsApp Template"
    _order = "part, button_index, id"

    template_id = fields.Many2one("wa.template", required=True, index=True, ondelete="cascade")
    part = fields.Selection([("header", "Header"), ("body", "Text"), ("button", "Button")], required=True, default="body")
    button_index = fields.Integer(help="Which button it belongs to, from 0.")
    name = fields.Char(required=True, help="What stands in {{ }}: 1, 2, or a name.")
    sample = fields.Char(help="An example for Meta's reviewer.")
