from odoo import models


class SaleOrder(models.Model):
    """What the messages about an order name."""

    _inherit = "sale.order"

    def _wa_orders(self):
        """:return: sale.order that these are about; deliveries and invoices answer, too"""
        return self

    def _wa_products(self):
        """:return: product.product that the customer bought, donations among them; neither shipping nor rebates"""
        lines = self.order_line.filtered(
            lambda line: not (line.display_type or line.is_delivery or line.is_downpayment) and line.product_uom_qty > 0
        )
        return lines.product_id

    def _wa_parcels(self):
        """:return: stock.picking that left for the customer"""
        return self.picking_ids.filtered(lambda picking: picking.state == "done" and picking._is_shipment())
