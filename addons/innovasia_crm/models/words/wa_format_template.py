from odoo import api, fields, models
from odoo.fields import Command


class WaFormat(models.Model):
    """The template that says the same when the 24-hour window is closed, and what it is filled with."""

    _inherit = "wa.format"

    template_status = fields.Selection(related="template_id.status", string="Status of the template")
    template_body = fields.Text(related="template_id.body", string="Text of the template")

    @api.onchange("template_id")
    def _onchange_template_id(self):
        """One line for each place of the template; what was written for a place of the same name stays."""
        known = {_place(parameter.variable_id): parameter.text for parameter in self.parameter_ids}
        self.parameter_ids = [
            Command.clear(),
            *(
                Command.create({"variable_id": variable.id, "text": known.get(_place(variable)) or self._guess(variable)})
                for variable in self.template_id.variable_ids
            ),
        ]

    def _guess(self, variable):
        """A named place of the template that is called like something that the text may name is filled with that."""
        return f"{{{variable.name}}}" if variable.name in self._allowed() else False


def _place(variable):
    return variable.part, variable.button_index, variable.name
