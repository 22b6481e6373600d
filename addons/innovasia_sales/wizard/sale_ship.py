from odoo import api, fields, models
from odoo.exceptions import UserError


class SaleShip(models.TransientModel):
    """Asks what leaves, with which courier, under which number."""

    _name = "sale.ship"
    _description = "Ship an Order"

    order_id = fields.Many2one("sale.order", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="order_id.company_id")
    partner_id = fields.Many2one(related="order_id.partner_shipping_id")
    picking_ids = fields.Many2many("stock.picking", readonly=True)
    carrier_id = fields.Many2one("delivery.carrier", "Courier", check_company=True)
    requires_tracking = fields.Boolean(compute="_compute_carrier")
    example = fields.Char(compute="_compute_carrier")
    tracking = fields.Char("Tracking number", help="Scan the label of the parcel, or type its number.")
    warning = fields.Char(compute="_compute_warning")
    line_ids = fields.One2many("sale.ship.line", "ship_id", "Goods")
    is_short = fields.Boolean(compute="_compute_is_short")

    @api.depends("carrier_id")
    def _compute_carrier(self):
        for ship in self:
            carrier = ship.carrier_id
            ship.requires_tracking = not carrier or carrier.requires_tracking
            ship.example = ship.requires_tracking and carrier.tracking_example and carrier._example_text()

    @api.depends("tracking", "carrier_id")
    def _compute_warning(self):
        for ship in self:
            try:
                number = ship.tracking and ship.carrier_id._check_tracking(ship.tracking)
                ship.warning = ship.order_id._tracking_elsewhere(number)
            except UserError as error:
                ship.warning = str(error)

    @api.depends("line_ids.quantity", "line_ids.left")
    def _compute_is_short(self):
        for ship in self:
            ship.is_short = any(line.uom_id.compare(line.quantity, line.left) < 0 for line in ship.line_ids)

    @api.onchange("tracking")
    def _onchange_tracking(self):
        if self.tracking and not self.carrier_id:
            self.carrier_id = self.env["delivery.carrier"]._recognise(self.tracking)

    @api.model
    def _open(self, order, deliveries):
        """:return: the window for these deliveries of an order"""
        order._stage_lock()
        moves = deliveries.sudo().move_ids.filtered(lambda move: move.state not in ("done", "cancel"))
        ship = self.create(
            {
                "order_id": order.id,
                "picking_ids": deliveries.ids,
                "carrier_id": order.sudo()._usual_carrier().id,
                "line_ids": [(0, 0, values) for values in self.env["sale.ship.line"]._prepare(moves)],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ship %s", order.name),
            "res_model": self._name,
            "res_id": ship.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_ship(self):
        """Send off what the lines say; the rest stays as another delivery.

        :return: an action that closes the window, or one that has to be answered first
        :raises UserError: see ``stock.picking._ship``
        """
        self.ensure_one()
        self.order_id._stage_lock()
        order = self.order_id.sudo()
        quantities = {line.move_id.sudo(): line.quantity for line in self.line_ids}
        carrier = self.carrier_id.sudo()
        # What the client says is looked up among what is open now: no foreign delivery, and none that has left meanwhile.
        waiting = order._open_deliveries() & self.picking_ids.sudo()
        if not waiting:
            raise UserError(order._nothing_to_ship())
        deliveries = waiting.filtered(lambda delivery: any(quantities.get(move) for move in delivery.move_ids))
        if not deliveries:
            raise UserError(self.env._("Enter how much of what you ship."))
        if elsewhere := order._tracking_elsewhere(carrier._check_tracking(self.tracking)):
            order.message_post(body=elsewhere)
        results = [delivery._ship(self.tracking, carrier, quantities) for delivery in deliveries]
        return next((result for result in results if result is not True), {"type": "ir.actions.act_window_close"})


class SaleShipLine(models.TransientModel):
    _name = "sale.ship.line"
    _description = "Goods to Ship"

    ship_id = fields.Many2one("sale.ship", required=True, ondelete="cascade")
    move_id = fields.Many2one("stock.move", required=True, readonly=True, ondelete="cascade")
    product_id = fields.Many2one("product.product", readonly=True)
    uom_id = fields.Many2one("uom.uom", "Unit", readonly=True)
    left = fields.Float("To ship", digits="Product Unit", readonly=True)
    there = fields.Float("In stock", digits="Product Unit", readonly=True)
    quantity = fields.Float("Ship now", digits="Product Unit")
    lots = fields.Char("Lots or serial numbers", readonly=True, help="Reserved. Choose others on the delivery.")

    @api.model
    def _prepare(self, moves):
        """:param moves: stock.move with sudo
        :return: values of a line for each: what is left, what is there, and to ship now what of it is there
        """
        values = []
        for location, at_location in moves.grouped("location_id").items():
            free = {product: max(product.free_qty, 0) for product in at_location.product_id.with_context(location=location.id)}
            for move in at_location:
                product = move.product_id
                more = product.uom_id._compute_quantity(free.get(product, 0), move.product_uom, round=False)
                there = move.quantity + more if product.is_storable else move.product_uom_qty
                values.append(
                    {
                        "move_id": move.id,
                        "product_id": product.id,
                        "uom_id": move.product_uom.id,
                        "left": move.product_uom_qty,
                        "there": there,
                        "lots": ", ".join(move.move_line_ids.lot_id.mapped("name")),
                        "quantity": min(move.product_uom_qty, there),
                    }
                )
        return values
