from odoo import fields, models


class StockPicking(models.Model):
    """What the message about a parcel names."""

    _inherit = "stock.picking"

    wa_customer_id = fields.Many2one(related="sale_id.partner_id", string="Customer of the order")
    wa_seller_id = fields.Many2one(related="sale_id.user_id", string="Salesperson of the order")

    def _wa_orders(self):
        """:return: sale.order that these deliveries are of"""
        return self.sale_id

    def _wa_products(self):
        """:return: product.product in these parcels, as they were sold: a set goes by its own name"""
        moves = self.move_ids.filtered(lambda move: move.state == "done" and move.quantity > 0)
        return moves.sale_line_id.product_id or moves.product_id

    def _wa_parcels(self):
        """:return: these"""
        return self
