from odoo import api, models
from odoo.tools import LazyTranslate

from odoo.addons.innovasia_crm.models.words.wa_trigger import PERSON
from odoo.addons.innovasia_crm.tools.trigger import Reader, Trigger

_lt = LazyTranslate(__name__)

SOLD = {**PERSON, "productname": "products"}
ORDER = {"nopesanan": "order_number"}
PARCEL = {"documentnumber": "tracking_number", "resi": "tracking_number", "kurir": "courier", "linkresi": "tracking_link"}
ORDERED = {**SOLD, "documentnumber": "order_number", **ORDER}

READERS = {
    "products": Reader(_lt("Names of the products"), _lt("Goat milk soap and Honey")),
    "order_number": Reader(_lt("Order number"), "S00012"),
    "invoice_number": Reader(_lt("Invoice number"), "INV/2026/00012"),
    "tracking_number": Reader(_lt("Tracking number"), "JX1234567890"),
    "courier": Reader(_lt("Courier"), "J&T Express"),
    "tracking_link": Reader(_lt("Link to track the parcel"), "https://jet.co.id/track/JX1234567890"),
    "total": Reader(_lt("Total amount"), "Rp 250.000"),
    "still_to_pay": Reader(_lt("Amount still to pay"), "Rp 250.000"),
    "arrival": Reader(_lt("Estimated day of arrival"), _lt("24 November 2026")),
}

ORDERS = [("state", "=", "sale")]
# By what an order itself tells: who reads orders may not read deliveries.
SHIPPED = [("stage", "in", ("shipped", "received", "done")), ("delivery_status", "in", ("started", "partial", "full"))]
#: What is worth a preview: there the numbers are that a text names.
PREVIEWED = {
    "order_created": ORDERS,
    "order_paid": [("move_type", "=", "out_invoice"), ("state", "=", "posted")],
    "order_delivery": [("state", "=", "done"), ("sale_id", "!=", False), ("picking_type_code", "=", "outgoing")],
    "order_followup": SHIPPED,
    "order_received": ORDERS,
    "payment_reminder": ORDERS,
}


class WaTrigger(models.AbstractModel):
    """What of a sale writes to the customer, and what each text may name: the table of spec/001.

    ``{documentnumber}`` is another number for each trigger, as the table says; the other names mean one thing each.
    """

    _inherit = "wa.trigger"

    @api.model
    def _triggers(self):
        of_order = {"customer": "wa_customer_id", "user": "wa_seller_id"}
        return [
            *super()._triggers(),
            Trigger("order_created", "sale.order", {**ORDERED, "total": "total", "estimasi": "arrival"}),
            Trigger(
                "order_paid",
                "account.move",
                {**PERSON, "documentnumber": "invoice_number", "noinvoice": "invoice_number", **ORDER, "total": "total"},
                **of_order,
            ),
            Trigger("order_delivery", "stock.picking", {**SOLD, **PARCEL, **ORDER, "estimasi": "arrival"}, **of_order),
            Trigger("order_followup", "sale.order", {**SOLD, **PARCEL, **ORDER, "estimasi": "arrival"}),
            Trigger("order_received", "sale.order", ORDERED),
            Trigger("payment_reminder", "sale.order", {**ORDERED, "total": "total", "sisa": "still_to_pay"}),
        ]

    @api.model
    def _readers(self):
        return {**super()._readers(), **READERS}

    @api.model
    def _preview_domain(self, trigger):
        return PREVIEWED.get(trigger.name) or super()._preview_domain(trigger)
