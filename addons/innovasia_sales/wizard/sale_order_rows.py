from typing import NamedTuple

from odoo import api, fields, models

from ..tools.sales_sheet import Column


class Row(NamedTuple):
    """What a row is about: an order and one of its lines, or all of them."""

    order: models.BaseModel
    line: models.BaseModel
    #: Whether it is the first row of its order: amounts of the order stand there, so that the column can be summed.
    is_first: bool
    #: {invoice: parts of accepted transactions that settle several invoices}
    settled: dict


class SaleOrderRows(models.AbstractModel):
    """The rows of the list of sales: of an order, its customer, its lines, its payments and its shipping.

    The context says what is in a row: ``download_rows`` (order or line) and ``download_parts`` (contact, payment, shipping).
    """

    _name = "sale.order.rows"
    _description = "Rows of the List of Sales"

    @api.model
    def _columns(self):
        """:return: Column of each cell of a row"""
        return [column for part in self._parts() for column in getattr(self, f"_{part}_columns")()]

    @api.model
    def _of(self, orders):
        """:param orders: sale.order that the user may read; what belongs to them is read as system
        :return: an iterator over rows of cells
        """
        by_line = self._by_line()
        orders = orders.sudo()
        domain = [("invoice_id", "in", orders.invoice_ids.ids), ("transaction_id.state", "=", "accepted")]
        settled = self.env["sale.transaction.allocation"].sudo().search(domain).grouped("invoice_id")
        for order in orders:
            lines = order.order_line.filtered(lambda line: not line.display_type and not line.is_downpayment)
            for index, line in enumerate(lines or [lines] if by_line else [lines]):
                row = Row(order, line, not index, settled)
                yield [cell for part in self._parts() for cell in getattr(self, f"_{part}_cells")(row)]

    def _parts(self):
        chosen = {"order", "lines", "total", *self.env.context.get("download_parts", ())}
        return [part for part in ("order", "contact", "lines", "total", "payment", "shipping") if part in chosen]

    def _by_line(self):
        return self.env.context.get("download_rows") == "line"

    def _local(self, moment):
        """A UTC time as the user's clock shows it."""
        return moment and fields.Datetime.context_timestamp(self, moment).replace(tzinfo=None)

    def _choice(self, record, name):
        return dict(record._fields[name]._description_selection(self.env)).get(record[name], "")

    def _order_columns(self):
        return [
            Column(self.env._("Order"), width=14),
            Column(self.env._("Date"), "time", 17),
            Column(self.env._("Stage"), width=12),
            Column(self.env._("Customer"), width=28),
            Column(self.env._("Sales Channel"), width=14),
            Column(self.env._("Seller"), width=18),
        ]

    def _order_cells(self, row):
        order = row.order
        return [
            order.name,
            self._local(order.date_order),
            self._choice(order, "stage"),
            order.partner_id.name,
            order.sales_channel_id.name,
            order.user_id.name,
        ]

    def _contact_columns(self):
        return [
            Column(self.env._("WhatsApp"), width=18),
            Column(self.env._("Group"), width=16),
            Column(self.env._("Type"), width=14),
            Column(self.env._("Address"), width=36),
            Column(self.env._("City"), width=18),
            Column(self.env._("Province"), width=18),
        ]

    def _contact_cells(self, row):
        customer, address = row.order.partner_id, row.order.partner_shipping_id
        return [
            customer.wa_phone or customer.phone,
            customer.partner_group_id.name,
            customer.partner_type_id.name,
            ", ".join(filter(None, (address.street, address.street2))),
            address.city,
            address.state_id.name,
        ]

    def _lines_columns(self):
        if not self._by_line():
            return [Column(self.env._("Products"), width=44), Column(self.env._("Quantity"), "number", 10)]
        return [
            Column(self.env._("Product"), width=32),
            Column(self.env._("Code"), width=14),
            Column(self.env._("Quantity"), "number", 10),
            Column(self.env._("Unit"), width=10),
            Column(self.env._("Price"), "money", 14),
            Column(self.env._("Discount %"), "number", 10),
            Column(self.env._("Subtotal"), "money", 14),
            Column(self.env._("Delivered"), "number", 10),
        ]

    def _lines_cells(self, row):
        line = row.line
        if not self._by_line():
            named = ", ".join(f"{each.product_uom_qty:g} × {each.product_id.name or each.name}" for each in line)
            return [named, sum(line.mapped("product_uom_qty"))]
        return [
            line.product_id.name or line.name,
            line.product_id.default_code,
            line.product_uom_qty,
            line.product_uom_id.name,
            line.price_unit,
            line.discount,
            line.price_total,
            line.qty_delivered,
        ]

    def _total_columns(self):
        return [Column(self.env._("Total of the order"), "money", 16)]

    def _total_cells(self, row):
        return [row.order.amount_total if row.is_first else None]

    def _payment_columns(self):
        return [
            Column(self.env._("Paid"), "money", 14),
            Column(self.env._("Not verified yet"), "money", 14),
            Column(self.env._("Still to pay"), "money", 14),
            Column(self.env._("Paid on"), "time", 17),
            Column(self.env._("Payment Method"), width=18),
            Column(self.env._("Receipt"), width=16),
        ]

    def _payment_cells(self, row):
        order = row.order
        transactions = order.sale_transaction_ids.grouped("state")
        accepted, pending = (transactions.get(state, order.sale_transaction_ids.browse()) for state in ("accepted", "pending"))
        settled = [part for invoice in order._invoiced() for part in row.settled.get(invoice, ())]
        parts = [part for part in settled if part.transaction_id not in accepted]
        amounts = (
            sum(accepted.mapped("amount")) + sum(part.amount for part in parts),
            sum(pending.mapped("amount")),
            order._owed(),
        )
        accepted = accepted.union(*(part.transaction_id for part in parts))
        return [
            *(amounts if row.is_first else (None, None, None)),
            self._local(max(accepted.mapped("paid_at"), default=None)),
            ", ".join((accepted or pending).payment_method_id.mapped("name")),
            ", ".join(filter(None, accepted.mapped("receipt_number"))),
        ]

    def _shipping_columns(self):
        return [
            Column(self.env._("Courier"), width=18),
            Column(self.env._("Tracking number"), width=22),
            Column(self.env._("Shipped on"), "time", 17),
            Column(self.env._("Estimated arrival"), "date", 12),
            Column(self.env._("Received on"), "time", 17),
        ]

    def _shipping_cells(self, row):
        order = row.order
        shipments = order.picking_ids.filtered(lambda picking: picking.picking_type_code == "outgoing")
        return [
            ", ".join((shipments.carrier_id or order.carrier_id).mapped("name")),
            ", ".join(filter(None, shipments.mapped("carrier_tracking_ref"))),
            self._step(order, "shipped"),
            order.estimated_arrival_date or None,
            self._step(order, "received"),
        ]

    def _step(self, order, stage):
        return self._local(min(order.step_ids.filtered(lambda step: step.stage == stage).mapped("date"), default=None))
