from odoo import api, models

from odoo.addons.innovasia_crm.tools.diagnosis import NEUTRAL, Event

from .reasons import INTENDED

#: So many orders of a customer are looked at, the latest.
ORDERS = 5
OF_SALES = ("sale.order", "stock.picking", "account.move")


class WaDiagnosis(models.AbstractModel):
    """Why did the customer of this order get nothing?"""

    _inherit = "wa.diagnosis"

    @api.model
    def _documents(self, partner):
        orders = self.env["sale.order"]
        if not orders.has_access("read"):
            return super()._documents(partner)
        domain = [("partner_id", "=", partner.id), ("state", "=", "sale")]
        return [*super()._documents(partner), *orders.search(domain, order="id desc", limit=ORDERS)]

    @api.model
    def _customer(self, document):
        if document._name in OF_SALES and document._name != "sale.order":
            return document.sudo().wa_customer_id
        return super()._customer(document)

    @api.model
    def _events(self, document):
        # sudo: who sees the order is told what was written about it, also where invoices and deliveries are hidden
        record = document.sudo()
        if document._name not in OF_SALES or not record._is_told_of():
            return super()._events(document)
        return record._wa_events()

    def _row_step(self, row):
        told = super()._row_step(row)
        if row.state == "skipped" and row.reason_code in INTENDED:
            told["color"] = NEUTRAL
        return told

    def _unexplained(self, event, at):
        if event.record._name in OF_SALES and event.record._wa_orders()[:1]._is_of_nobody():
            return self.env._("Sold at the counter to nobody in particular: there is no one to write to."), ""
        return super()._unexplained(event, at)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _is_told_of(self):
        """:return: whether this is something that customers are written to about"""
        return True

    def _wa_events(self):
        """:return: list of Event: what happens on an order's way that its customer may be written to about"""
        self.ensure_one()
        steps = {step.stage: step.date for step in self.step_ids.sorted("id", reverse=True)}  # the first time of each
        ordered = steps.get("ordered")
        invoices = self.invoice_ids.filtered(lambda move: move.move_type == "out_invoice" and move.state != "cancel")
        shipments = self.picking_ids.filtered(lambda picking: picking.state != "cancel" and picking._is_shipment())
        return [
            Event("order_created", self, ordered, self.env._("The order is not confirmed yet: press “Order”.")),
            *(event for invoice in invoices for event in invoice._wa_events()),
            *([] if invoices else [Event("order_paid", invoices, None, self.env._("There is no invoice yet."))]),
            *(event for shipment in shipments for event in shipment._wa_events()),
            *([] if shipments else [Event("order_delivery", shipments, None, self._wa_nothing_to_ship())]),
            Event("order_followup", self, self._wa_asked_from(ordered), self._wa_why_not_asked()),
            Event("order_received", self, steps.get("received"), self.env._("The order is not received yet.")),
            Event("payment_reminder", self, ordered, self.env._("The order is not confirmed yet: press “Order”.")),
        ]

    def _wa_nothing_to_ship(self):
        return (
            self.env._("Nothing is waiting to be shipped.") if self.stage != "draft" else self.env._("Nothing is ordered yet.")
        )

    def _wa_asked_from(self, ordered):
        """:return: since when the customer is to be asked for the goods, None when that is not so"""
        return ordered if self.estimated_arrival_date and self._has_goods() else None

    def _wa_why_not_asked(self):
        if not self._has_goods():
            return self.env._("The order has nothing to ship.")
        return self.env._("The order has no estimated arrival: choose a day, and the customer is asked on it.")


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _is_told_of(self):
        return bool(self.sale_id)

    def _wa_events(self):
        """:return: list of Event"""
        return [Event("order_delivery", self, (self.state == "done" and self.date_done) or None, self._wa_not_yet())]

    def _wa_not_yet(self):
        return self.env._("%s is not shipped yet.", self.name)


class AccountMove(models.Model):
    _inherit = "account.move"

    def _is_told_of(self):
        return self.move_type == "out_invoice"

    def _wa_events(self):
        """:return: list of Event"""
        is_paid = self.payment_state in ("paid", "in_payment")
        paid_at = is_paid and max(self.line_ids.matched_credit_ids.mapped("create_date"), default=self.write_date)
        name = self.name or self.env._("The draft invoice")
        return [Event("order_paid", self, paid_at or None, self.env._("%s is not paid in full yet.", name))]
