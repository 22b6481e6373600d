from odoo import models


class WaTemplate(models.Model):
    """A template that may be sent now sends what waited for it."""

    _inherit = "wa.template"

    def _status_changed(self):
        result = super()._status_changed()
        approved = self.filtered(lambda template: template.status == "approved")
        if approved:
            self.env["wa.scheduled"]._look_now([("format_id.template_id", "in", approved.ids), ("reason_code", "!=", False)])
        return result
