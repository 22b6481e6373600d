from odoo import api, models


class WaTemplateLine(models.AbstractModel):
    """A part of a template with rows of its own: changed by people as long as the template is."""

    _name = "wa.template.line"
    _description = "Part of a WhatsApp Template"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.template_id._begin_change()
        return lines

    def write(self, vals):
        self.template_id._begin_change()
        result = super().write(vals)
        if "template_id" in vals:
            self.template_id._begin_change()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_only_while_editable(self):
        self.template_id._begin_change()
