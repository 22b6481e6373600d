from odoo import api, models


class BankMutation(models.Model):
    """Files that are read another way tell of the same money in other words."""

    _inherit = "bank.mutation"

    @api.model
    def _teller(self, origin, event=None, file=None):
        return f"file:{file.form}" if file else super()._teller(origin, event, file)
