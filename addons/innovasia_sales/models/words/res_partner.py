from odoo import models


class ResPartner(models.Model):
    """Who sells to us is welcomed by nobody."""

    _inherit = "res.partner"

    def _wa_is_customer(self):
        return super()._wa_is_customer() and not (self.supplier_rank and not self.customer_rank)
