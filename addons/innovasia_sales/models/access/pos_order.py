from odoo import fields, models

from .hidden_costs import COST
from .reckoning import reckoning


class PosOrder(models.Model):
    _inherit = "pos.order"

    margin = fields.Monetary(groups=COST)
    margin_percent = fields.Float(groups=COST)


class PosOrderLine(models.Model):
    _name = "pos.order.line"
    _inherit = ["pos.order.line", "hidden.costs"]

    margin = fields.Monetary(groups=COST)
    margin_percent = fields.Float(groups=COST)
    total_cost = fields.Float(groups=COST)

    @reckoning()
    def _compute_total_cost(self, stock_moves):
        return super()._compute_total_cost(stock_moves)


class PosOrderReport(models.Model):
    _inherit = "report.pos.order"

    margin = fields.Float(groups=COST)


class PosSession(models.Model):
    _inherit = "pos.session"

    @reckoning()
    def _validate_session(self, *args, **kwargs):
        return super()._validate_session(*args, **kwargs)

    def get_pos_ui_product_pricelist_item_by_product(self, product_tmpl_ids, product_ids, config_id):
        self.check_access("read")
        # sudo: see ``pos.load.mixin``
        return super(PosSession, self.sudo()).get_pos_ui_product_pricelist_item_by_product(
            product_tmpl_ids, product_ids, config_id
        )
