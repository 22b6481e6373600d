from odoo import api, models
from odoo.tools import format_date

from ...tools.money import money

#: So many products are named; of more, only how many there are.
PRODUCTS = 3


class WaTrigger(models.AbstractModel):
    """What the texts about a sale name, read from orders, deliveries and invoices alike."""

    _inherit = "wa.trigger"

    @api.model
    def _read_products(self, records):
        """``Sabun, Madu, Kurma, dan 2 lainnya``; of a delivery, only what is in that parcel."""
        return {record.id: self._listed(record._wa_products()) for record in records}

    @api.model
    def _read_order_number(self, records):
        return {record.id: ", ".join(record._wa_orders().mapped("name")) for record in records}

    @api.model
    def _read_invoice_number(self, records):
        return {invoice.id: invoice.name for invoice in records}

    @api.model
    def _read_tracking_number(self, records):
        return self._read_parcels(records, "carrier_tracking_ref")

    @api.model
    def _read_courier(self, records):
        return self._read_parcels(records, "carrier_id.name")

    @api.model
    def _read_tracking_link(self, records):
        return self._read_parcels(records, "carrier_tracking_url")

    @api.model
    def _read_parcels(self, records, name):
        """:return: {record.id: what each parcel says, one after the other}"""
        return {
            record.id: ", ".join(dict.fromkeys(filter(None, record._wa_parcels().sorted("id").mapped(name))))
            for record in records
        }

    @api.model
    def _read_total(self, records):
        return {record.id: self._money(record, record.amount_total) for record in records}

    @api.model
    def _read_still_to_pay(self, records):
        return {order.id: self._money(order, order._owed()) for order in records}

    @api.model
    def _read_arrival(self, records):
        days = {record.id: record._wa_orders().filtered("estimated_arrival_date")[:1] for record in records}
        return {
            id_: order and format_date(order.env, order.estimated_arrival_date, date_format="d MMMM y")
            for id_, order in days.items()
        }

    # --- how it is written ---------------------------------------------------------------

    @api.model
    def _listed(self, products):
        """:return: the names of products as a person lists them, in the language of their context"""
        names = list(dict.fromkeys(products.with_context(display_default_code=False).mapped("display_name")))
        if len(names) > PRODUCTS:
            first = ", ".join(names[:PRODUCTS])
            return products.env._("%(names)s and %(rest)s others", names=first, rest=len(names) - PRODUCTS)
        if len(names) < 2:
            return "".join(names)
        return products.env._("%(names)s and %(last)s", names=", ".join(names[:-1]), last=names[-1])

    @api.model
    def _money(self, record, amount):
        """:return: an amount as the customer writes it, ``Rp 250.000``; with a plain space, as people copy it"""
        return money(record.env, amount, record.currency_id).replace("\N{NO-BREAK SPACE}", " ")
