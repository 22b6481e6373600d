from odoo import models


class ResPartner(models.Model):
    """Who only sells to us is no customer, and is not welcomed as one."""

    _inherit = "res.partner"

    def _wa_is_customer(self):
        return super()._wa_is_customer() and (self.customer_rank > 0 or not self.supplier_rank)
