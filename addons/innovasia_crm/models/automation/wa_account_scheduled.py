from odoo import models


class WaAccount(models.Model):
    """A device that is connected again sends what waited for it."""

    _inherit = "wa.account"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "connected":
            self.env["wa.scheduled"]._look_now([("account_id", "in", self.ids), ("reason_code", "=", "device_offline")])
        return result
