from odoo import fields, models

from ..stages.sale_order_step import STAGES


class SaleReport(models.Model):
    """Sales by channel and stage; what went through the Point of Sale was sold in the store, and is over."""

    _inherit = "sale.report"

    sales_channel_id = fields.Many2one("sale.channel", readonly=True)
    stage = fields.Selection(STAGES, readonly=True)

    def _select_additional_fields(self):
        return {**super()._select_additional_fields(), "sales_channel_id": "s.sales_channel_id", "stage": "s.stage"}

    def _available_additional_pos_fields(self):
        store = self.env["sale.channel"]._of("store").id
        channel = f"{store:d}" if store else "NULL::integer"
        stage = "CASE pos.state WHEN 'draft' THEN 'draft' WHEN 'cancel' THEN 'cancelled' ELSE 'done' END"
        return {**super()._available_additional_pos_fields(), "sales_channel_id": channel, "stage": stage}

    def _group_by_sale(self):
        return f"{super()._group_by_sale()}, s.sales_channel_id, s.stage"
