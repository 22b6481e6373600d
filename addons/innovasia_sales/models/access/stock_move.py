from odoo import fields, models

from .hidden_costs import COST
from .reckoning import reckoning


class StockMove(models.Model):
    _name = "stock.move"
    _inherit = ["stock.move", "hidden.costs"]

    value = fields.Monetary(groups=COST)
    value_manual = fields.Monetary(groups=COST)
    value_justification = fields.Text(groups=COST)
    value_computed_justification = fields.Text(groups=COST)
    standard_price = fields.Float(groups=COST)
    price_unit = fields.Float(groups=COST)
    remaining_value = fields.Monetary(groups=COST)

    @reckoning()
    def _action_done(self, cancel_backorder=False):
        return super()._action_done(cancel_backorder=cancel_backorder)

    @reckoning()
    def _set_value(self, *args, **kwargs):
        return super()._set_value(*args, **kwargs)

    @reckoning()
    def _create_backorder(self):
        return super()._create_backorder()

    @reckoning()
    def _merge_moves(self, *args, **kwargs):
        return super()._merge_moves(*args, **kwargs)

    @reckoning()
    def _split(self, *args, **kwargs):
        return super()._split(*args, **kwargs)


class StockMoveLine(models.Model):
    _inherit = "stock.move.line"

    @reckoning()
    def _add_to_wave(self, *args, **kwargs):
        return super()._add_to_wave(*args, **kwargs)
