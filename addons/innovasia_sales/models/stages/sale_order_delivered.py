from odoo import api, fields, models


class SaleOrder(models.Model):
    """How much of an order has gone and come back, and with which numbers."""

    _inherit = "sale.order"

    return_state = fields.Selection(
        [("none", "Nothing returned"), ("partial", "Partly returned"), ("full", "Returned")],
        "Returned",
        required=True,
        readonly=True,
        copy=False,
        default="none",
    )
    delivered_text = fields.Char("Shipped", compute="_compute_delivered_text", help="How many of the ordered goods have gone.")
    tracking_numbers = fields.Char(compute="_compute_tracking_numbers", search="_search_tracking_numbers", compute_sudo=True)

    @api.depends("order_line.qty_delivered", "order_line.product_uom_qty")
    def _compute_delivered_text(self):
        for order in self:
            goods = order.order_line.filtered(lambda line: line.product_id.type == "consu")
            ordered = sum(goods.mapped("product_uom_qty"))
            delivered = sum(goods.mapped("qty_delivered"))
            order.delivered_text = goods and self.env._(
                "%(delivered)s of %(ordered)s", delivered=f"{delivered:g}", ordered=f"{ordered:g}"
            )

    @api.depends("picking_ids.carrier_tracking_ref")
    def _compute_tracking_numbers(self):
        for order in self:
            numbers = order.picking_ids.sorted("id").mapped("carrier_tracking_ref")
            order.tracking_numbers = ", ".join(filter(None, numbers))

    def _search_tracking_numbers(self, operator, value):
        if operator in ("in", "not in") and False in value:
            return NotImplemented
        return [("picking_ids.carrier_tracking_ref", operator, value)]

    def _return_state_update(self):
        """Tell from what has come back of each order whether it was returned, partly or in full; with sudo."""

        def state(order):
            back = order.order_line._moves_back()._in_product_units()
            gone = order.order_line._moves_gone()._in_product_units()
            return "none" if not back else "full" if back >= gone else "partial"

        for return_state, orders in self.grouped(state).items():
            orders.return_state = return_state


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _moves_gone(self):
        """:return: stock.move, what these lines sent to the customer; with sudo"""
        return self.move_ids.filtered(lambda move: move.state == "done" and move.location_dest_id.usage == "customer")

    def _moves_back(self):
        """:return: stock.move, what came back from the customer; with sudo"""
        return self.move_ids.filtered(lambda move: move.state == "done" and move.location_id.usage == "customer")
