from odoo import api, fields, models

from .hidden_costs import COST
from .reckoning import reckoning


class StockLot(models.Model):
    _name = "stock.lot"
    _inherit = ["stock.lot", "hidden.costs"]

    standard_price = fields.Float(groups=COST)
    avg_cost = fields.Monetary(groups=COST)
    total_value = fields.Monetary(groups=COST)

    @api.model_create_multi
    @reckoning()
    def create(self, vals_list):
        return super().create(vals_list)

    @reckoning()
    def _update_standard_price(self):
        return super()._update_standard_price()
