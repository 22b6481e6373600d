from odoo import models


class WaMessage(models.Model):
    """Automatic answers follow what they answer: in the conversation and on the screens."""

    _inherit = "wa.message"

    def _announce(self):
        result = super()._announce()
        for account, rows in self.grouped("account_id").items():
            self.env["wa.session"]._answer_automatically(account, rows)
        return result
