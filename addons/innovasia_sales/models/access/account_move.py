from odoo import fields, models

from .reckoning import reckoning


class AccountMove(models.Model):
    _inherit = "account.move"

    # Who sells may read invoices but no payments; without this, an invoice that is paid does not open for them.
    reconciled_payment_ids = fields.Many2many(compute_sudo=True)

    @reckoning()
    def _post(self, soft=True):
        """Posting an invoice books what the goods cost, whoever posts it."""
        return super()._post(soft=soft)
