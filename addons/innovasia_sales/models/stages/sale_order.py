from odoo import fields, models

from .sale_order_step import STAGES


class SaleOrder(models.Model):
    """An order walks from Ordered to Done (spec/002); only its methods move it, and each step is kept."""

    _inherit = "sale.order"

    stage = fields.Selection(STAGES, required=True, readonly=True, copy=False, default="draft", index=True, tracking=True)
    step_ids = fields.One2many("sale.order.step", "order_id", "Steps", readonly=True, copy=False)
    estimated_arrival_date = fields.Date("Estimated arrival", copy=False, tracking=True)
