from odoo import fields, models


class SaleReport(models.Model):
    """Sales by channel; what went through the Point of Sale was sold in the store."""

    _inherit = "sale.report"

    sales_channel_id = fields.Many2one("sale.channel", readonly=True)

    def _select_additional_fields(self):
        return {**super()._select_additional_fields(), "sales_channel_id": "s.sales_channel_id"}

    def _available_additional_pos_fields(self):
        store = self.env["sale.channel"]._of("store").id
        return {**super()._available_additional_pos_fields(), "sales_channel_id": f"{store:d}" if store else "NULL::integer"}

    def _group_by_sale(self):
        return f"{super()._group_by_sale()}, s.sales_channel_id"
