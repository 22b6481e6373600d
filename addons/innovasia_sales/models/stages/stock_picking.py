from odoo import api, fields, models
from odoo.exceptions import UserError

#: What makes a transfer a shipment of an order; who may change that could ship without the rule for shipments.
MADE_BY = frozenset(("sale_id", "picking_type_id", "pos_session_id", "pos_order_id", "sale_return_id"))


class StockPicking(models.Model):
    """Goods of a sale leave one parcel at a time, each with its own tracking number (spec/002)."""

    _inherit = "stock.picking"

    needs_tracking = fields.Boolean(compute="_compute_needs_tracking")

    @api.depends(
        "picking_type_code", "sale_id", "location_dest_id", "pos_order_id", "pos_session_id", "carrier_id.requires_tracking"
    )
    def _compute_needs_tracking(self):
        for picking in self:
            picking.needs_tracking = picking._is_shipment() and (not picking.carrier_id or picking.carrier_id.requires_tracking)

    def _is_shipment(self):
        """:return: whether this takes goods of a sale to the customer; the Point of Sale hands its goods over itself"""
        return bool(
            self.picking_type_code == "outgoing"
            and self.sale_id
            and self.location_dest_id.usage == "customer"
            and not self.pos_order_id
            and not self.pos_session_id
        )

    def write(self, vals):
        if vals.get("state") == "done" or (not self.env.su and MADE_BY & vals.keys()):
            self._check_stays_shipment()
        return super().write(vals)

    def button_validate(self):
        self._check_shipping()
        return super().button_validate()

    def _action_done(self):
        result = super()._action_done()
        done = self.filtered(lambda picking: picking.state == "done" and picking.sale_id)
        shipments = done.filtered(lambda picking: picking._is_sent_off())
        if shipments:
            shipments._shipped()
        if done - shipments:
            (done - shipments).sudo().sale_id._return_state_update()
        return result

    def _is_sent_off(self):
        """:return: whether this, being done, has taken goods out of the house to a customer"""
        return self.location_dest_id.usage == "customer"

    def _shipped(self):
        """Hook: these goods have just left for the customer. Moves the orders; runs in the transaction that moved the goods."""
        for picking in self.sudo():
            picking.sale_id._stage_shipped(picking)

    def _check_stays_shipment(self):
        """:raises UserError: when one of these still has to be shipped: nobody writes that it was, or that it is another's"""
        if parcel := self.filtered(lambda picking: picking.state not in ("done", "cancel") and picking.needs_tracking)[:1]:
            raise UserError(
                self.env._(
                    "%(delivery)s belongs to order %(order)s, and leaves with its tracking number. Ship it, or cancel it.",
                    delivery=parcel.name,
                    order=parcel.sale_id.name,
                )
            )

    def _check_shipping(self):
        """Whatever way goods are about to leave: refuse them without their number, and more than one parcel at once.

        Numbers are brought into one spelling.

        :raises UserError: see above; nothing has moved then
        """
        self.filtered(lambda picking: picking.state not in ("done", "cancel") and picking._is_shipment())._check_parcels()

    def _check_parcels(self):
        if len(self) > 1:
            raise UserError(
                self.env._(
                    "Orders are not shipped several at once, as each parcel has its own tracking number: %s. "
                    "Use “Ship Several”, where each row takes its number.",
                    ", ".join(self[:10].mapped(lambda picking: f"{picking.sale_id.name} ({picking.name})")),
                )
            )
        if self.needs_tracking:
            number = self.carrier_id._check_tracking(self.carrier_tracking_ref)
            if number != self.carrier_tracking_ref:
                self.carrier_tracking_ref = number
