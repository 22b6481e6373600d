from odoo import api, fields, models

PARTS = [("header", "Header"), ("body", "Text"), ("button", "Button")]


class WaTemplateVariable(models.Model):
    """A place of a template that each message fills in; kept in step with the texts of the template."""

    _name = "wa.template.variable"
    _inherit = ["wa.template.line"]
    _description = "Variable of a WhatsApp Template"
    _order = "rank, id"

    template_id = fields.Many2one("wa.template", required=True, index=True, ondelete="cascade")
    part = fields.Selection(PARTS, required=True, default="body")
    button_index = fields.Integer(help="Which button it belongs to, from 0.")
    name = fields.Char(required=True, help="What stands in {{ }}: 1, 2, or a name.")
    sample = fields.Char("Example", help="For Meta's reviewer, who has to understand what the message will look like.")
    rank = fields.Integer(
        compute="_compute_rank", store=True, precompute=True, help="In reading order, numbers in counting order."
    )

    @api.depends("part", "button_index", "name")
    def _compute_rank(self):
        for variable in self:
            number = int(variable.name) if (variable.name or "").isdecimal() else 0
            place = ("header", "body", "button").index(variable.part or "body")
            variable.rank = place * 100_000 + variable.button_index * 1_000 + min(number, 999)

    @api.depends("part", "button_index", "name", "template_id.button_ids.text")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for variable in self:
            place = f"{{{{{variable.name}}}}}"
            if variable.part == "button":
                button = variable.template_id.button_ids[variable.button_index : variable.button_index + 1]
                variable.display_name = self.env._("%(place)s of the button “%(label)s”", place=place, label=button.text or "")
            elif variable.part == "header":
                variable.display_name = self.env._("%(place)s in the header", place=place)
            else:
                variable.display_name = self.env._("%(place)s in the text", place=place)
