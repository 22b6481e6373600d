from odoo import models


class WaMessage(models.Model):
    _inherit = "wa.message"

    def _touch_conversations(self):
        result = super()._touch_conversations()
        spoken = self.filtered(lambda row: row.kind != "system")
        begun = self.env["discuss.channel"]._wa_hear(spoken)
        self.env["discuss.channel"]._wa_heard(begun, spoken)
        return result
