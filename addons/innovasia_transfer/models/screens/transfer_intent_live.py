from odoo import api, models

#: What the lists of unpaid orders depend on.
SHOWN = {"state", "received", "proof_at"}


class TransferIntent(models.Model):
    """Who owes a transfer, and who has paid it, shows on the screens of who matches money."""

    _inherit = "transfer.intent"

    @api.model_create_multi
    def create(self, vals_list):
        intents = super().create(vals_list)
        self.env["transfer.board"]._tell_screens()
        return intents

    def write(self, vals):
        result = super().write(vals)
        if SHOWN & vals.keys():
            self.env["transfer.board"]._tell_screens()
        return result
