from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import batch, tracking_number


class SaleShipGrid(models.TransientModel):
    """Many deliveries, each with its own courier and number: a row that is refused holds up no other."""

    _name = "sale.ship.grid"
    _description = "Ship Several Orders"

    company_id = fields.Many2one("res.company", required=True, readonly=True, default=lambda self: self.env.company)
    line_ids = fields.One2many("sale.ship.grid.line", "grid_id", "Deliveries")
    carrier_id = fields.Many2one("delivery.carrier", "Courier for all", check_company=True)
    shipped_count = fields.Integer(compute="_compute_counts")
    refused_count = fields.Integer(compute="_compute_counts")

    @api.depends("line_ids.state")
    def _compute_counts(self):
        for grid in self:
            grid.shipped_count = len(grid.line_ids.filtered(lambda line: line.state == "shipped"))
            grid.refused_count = len(grid.line_ids.filtered(lambda line: line.state == "refused"))

    @api.model
    def _open(self, deliveries):
        """:param deliveries: stock.picking that may be shipped
        :return: the window with a row for each
        :raises UserError: when none of them waits to be shipped
        """
        waiting = deliveries.sudo().filtered(lambda picking: picking.state not in ("done", "cancel") and picking._is_shipment())
        if not waiting:
            raise UserError(self.env._("None of these has anything left to ship."))
        waiting.sale_id.sudo(self.env.su)._stage_lock()
        grid = self.create(
            {
                "company_id": waiting[0].company_id.id,
                "line_ids": [fields.Command.create(values) for values in self._prepare_lines(waiting)],
            }
        )
        return grid._show()

    def _prepare_lines(self, deliveries):
        """:param deliveries: stock.picking with sudo"""
        return [
            {"picking_id": picking.id, "carrier_id": (picking.carrier_id or picking.sale_id.carrier_id).id}
            for picking in deliveries.sorted(lambda picking: (picking.sale_id.date_order, picking.id))
        ]

    def action_apply_carrier(self):
        """Give the chosen courier to every row that waits."""
        self.ensure_one()
        self.line_ids.filtered(lambda line: line.state != "shipped").carrier_id = self.carrier_id
        return self._show()

    def action_ship(self):
        """Ship each row that has what its courier needs; every row says what became of it. Many go out in the background.

        :raises UserError: when no row has a number
        """
        self.ensure_one()
        lines = self.line_ids.filtered(lambda line: line.state != "shipped")
        lines._check_twice()
        refused = lines.filtered(lambda line: line.state == "refused")
        ready = (lines - refused).filtered("is_filled")
        if not ready and not refused:
            raise UserError(self.env._("Enter the tracking numbers first."))
        parcels = {str(line.picking_id.id): [line.tracking, line.carrier_id.id] for line in ready}
        if len(ready) > batch.AT_ONCE:
            # What is refused already would be gone with this window, and the numbers in it.
            return self._show() if refused else self.env["sale.transaction.result"]._begin(ready.picking_id, "ship", parcels)
        outcome, _done, _notes = ready.picking_id._ship_each(parcels)
        for line in ready:
            refusal = outcome[line.picking_id]
            line.write({"state": "refused" if refusal else "shipped", "message": refusal})
        return self._show()

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ship Several"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }


class SaleShipGridLine(models.TransientModel):
    _name = "sale.ship.grid.line"
    _description = "Delivery to Ship"

    grid_id = fields.Many2one("sale.ship.grid", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="grid_id.company_id")
    picking_id = fields.Many2one("stock.picking", "Delivery", required=True, readonly=True, ondelete="cascade")
    order_id = fields.Many2one("sale.order", compute="_compute_order")
    partner_id = fields.Many2one("res.partner", "Customer", compute="_compute_order")
    carrier_id = fields.Many2one("delivery.carrier", "Courier", check_company=True)
    tracking = fields.Char("Tracking number")
    state = fields.Selection(
        [("waiting", "Waiting"), ("shipped", "Shipped"), ("refused", "Refused")], default="waiting", readonly=True
    )
    message = fields.Text("Why", readonly=True)
    is_filled = fields.Boolean(compute="_compute_is_filled")

    @api.depends("picking_id")
    def _compute_order(self):
        for line in self:
            order = line._sale_order()
            # Whoever may not see the order learns nothing of it here.
            may_see = (order or line.picking_id).has_access("read")
            line.order_id = order if may_see else False
            # sudo: to whom it goes the order tells as well
            line.partner_id = line.picking_id.sudo().partner_id if may_see else False

    @api.constrains("picking_id")
    def _check_order(self):
        # Odoo checks constraints as system, but this is about the person.
        for line in self.sudo(False):
            (line._sale_order() or line.picking_id).check_access("read")

    def _sale_order(self):
        """:return: sale.order of the delivery, with the rights of the user; not checked yet"""
        # sudo: only which one it is
        return self.picking_id.sudo().sale_id.sudo(self.env.su)

    @api.depends("tracking", "carrier_id")
    def _compute_is_filled(self):
        for line in self:
            needs_none = line.carrier_id and not line.carrier_id.requires_tracking
            line.is_filled = needs_none or bool(tracking_number.normalise(line.tracking))

    @api.onchange("tracking")
    def _onchange_tracking(self):
        if self.tracking and not self.carrier_id:
            self.carrier_id = self.carrier_id._recognise(self.tracking)
        number = tracking_number.normalise(self.tracking)
        same = self.grid_id.line_ids.filtered(lambda line: tracking_number.normalise(line.tracking) == number)
        self._say_twice((same | self)._stand_twice(number))

    def _check_twice(self):
        """Refuse rows whose number another row has."""
        for number, lines in self.grouped(lambda line: tracking_number.normalise(line.tracking)).items():
            lines._say_twice(lines._stand_twice(number))

    def _stand_twice(self, number):
        """:return: the sentence that these rows, all with one number, are parcels to several customers; False when not"""
        if not number or len(self.picking_id.partner_id) < 2:
            return False
        orders = ", ".join(self.order_id.mapped("name"))
        return self.env._("%(number)s stands at %(orders)s.", number=number, orders=orders)

    def _say_twice(self, sentence):
        self.update({"state": "refused" if sentence else "waiting", "message": sentence})
