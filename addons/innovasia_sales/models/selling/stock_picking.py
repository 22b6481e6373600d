from odoo import models


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _add_delivery_cost_to_so(self):
        """What the courier charged is known when the goods leave; the order is fixed for people by then, not for this."""
        return super(StockPicking, self.sudo())._add_delivery_cost_to_so()
