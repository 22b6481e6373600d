from odoo import api, models


class PosOrder(models.Model):
    """An order of Sales that the customer pays and fetches at the Point of Sale moves on as well."""

    _inherit = "pos.order"

    @api.model
    def sync_from_ui(self, orders):
        result = super().sync_from_ui(orders)
        sold = self.browse(order["id"] for order in result.get("pos.order", ())).sudo()
        sold.filtered(lambda order: order.state != "draft").lines.sale_order_origin_id._fetched_at_pos()
        return result
