from odoo import models

from .reckoning import reckons


class AccountMove(models.Model):
    _inherit = "account.move"

    @reckons
    def _post(self, soft=True):
        """Posting an invoice books what the goods cost, whoever posts it."""
        return super()._post(soft=soft)
