import math

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import clean_context

from .sale_conversion import MOST_AMOUNT

MOST_LINES = 100
MOST_QUANTITY = 100_000


class SaleConversion(models.AbstractModel):
    """The products of a sale that is being entered: which, how many, and what they cost this customer."""

    _inherit = "sale.conversion"

    def _blank(self, company, partner, channel=None):
        """:return: a virtual sale.order that knows whose price list and taxes apply"""
        return self._orders(company).new(self._order_values(company, partner, channel))

    def _quote(self, blank, values):
        """Tell what these products would cost, wholesale prices and taxes included.

        :param blank: see :meth:`_blank`
        :param dict values: ``lines``, ``carrier_id`` and ``shipping_cost`` as in :meth:`_enter`
        :return: dict of ``lines`` (list of dict of ``product_id``, ``price`` for one, ``subtotal``; as the given ones),
            ``shipping`` and ``total``, in the company's currency
        """
        if not isinstance(values, dict):
            raise UserError(self.env._("A sale is described by names and values."))
        company = blank.company_id
        lines = self._lines(company, values.get("lines"))
        carrier, cost = self._shipping(company, values)
        order_lines = self.env["sale.order.line"].sudo().with_company(company)
        goods = order_lines.concat(*(order_lines.new({**line, "order_id": blank}) for line in lines))
        shipping = cost and order_lines.new({**blank._prepare_delivery_line_vals(carrier, cost), "order_id": blank})
        return {
            "lines": [
                {
                    "product_id": line.product_id.id,
                    "price": line.price_total / line.product_uom_qty,
                    "subtotal": line.price_total,
                }
                for line in goods
            ],
            "shipping": shipping and shipping.price_total,
            "total": self._due(blank),
        }

    def _due(self, order):
        """:return: what the customer pays for an order: rupiah have no cents, whatever taxes make of the prices"""
        total = order.amount_total
        return float(math.ceil(total - 0.005)) if order.currency_id.name == "IDR" else total

    def _make_order(self, company, partner, values, channel):
        """:return: the new draft sale.order"""
        lines = self._lines(company, values.get("lines"))
        if not lines:
            raise UserError(self.env._("Choose at least one product."))
        carrier, cost = self._shipping(company, values)
        order = self._orders(company).create(
            {
                **self._order_values(company, partner, channel),
                "carrier_id": carrier.id,
                "order_line": [Command.create(line) for line in lines],
            }
        )
        if cost:
            order.set_delivery_line(carrier, cost)
        if order.currency_id != company.currency_id:
            raise UserError(
                self.env._(
                    "The price list “%(pricelist)s” is in %(currency)s, but transactions are in the company's own currency.",
                    pricelist=order.pricelist_id.name,
                    currency=order.currency_id.name,
                )
            )
        return order

    def _orders(self, company):
        # sudo: a CS has no rights on orders; what may be said of one is checked here, and the context of a client says nothing
        orders = self.env["sale.order"].with_context(clean_context(self.env.context))  # pylint: disable=context-overridden
        return orders.sudo().with_company(company)

    def _order_values(self, company, partner, channel):
        return {
            "company_id": company.id,
            "partner_id": partner.id,
            "user_id": self.env.uid,
            "wa_channel_id": channel.id if channel else False,
        }

    def _lines(self, company, lines):
        """:return: list of values of sale.order.line; prices are the price list's, except what a donor gives"""
        if not isinstance(lines, list) or len(lines) > MOST_LINES:
            raise UserError(self.env._("An order has %s lines at most.", MOST_LINES))
        products = self._offered(company, [self._identifier(line) for line in lines])
        return [self._line(products, line) for line in lines]

    def _line(self, products, line):
        product = products.get(line["product_id"])
        if not product:
            raise UserError(self.env._("A product is not for sale any more. Remove it, and choose another one."))
        if unknown := line.keys() - {"product_id", "quantity", "amount"}:
            raise UserError(self.env._("A sale has no such fields: %s", ", ".join(sorted(map(str, unknown)))))
        if product.is_donation:
            amount = self._number(line.get("amount"))
            if not 0 < amount <= MOST_AMOUNT:
                raise UserError(self.env._("How much is given for “%s”? Write an amount.", product.display_name))
            return {"product_id": product.id, "product_uom_qty": 1, "price_unit": amount}
        quantity = self._number(line.get("quantity"))
        if not 0 < quantity <= MOST_QUANTITY:
            raise UserError(
                self.env._(
                    "The quantity of “%(product)s” must be more than zero, and %(most)s at most.",
                    product=product.display_name,
                    most=MOST_QUANTITY,
                )
            )
        return {"product_id": product.id, "product_uom_qty": quantity}

    def _offered(self, company, product_ids):
        """:return: {id: product.product} of those that can be sold"""
        products = self.env["product.product"].sudo().with_company(company)
        found = products.search(self._offer_domain(company) & Domain("id", "in", product_ids))
        return {product.id: product for product in found}

    def _offer_domain(self, company):
        # Tips and down payments are the Point of Sale's own.
        configs = self.env["pos.config"].sudo().search([("company_id", "=", company.id)])
        special = configs._get_special_products() | configs.down_payment_product_id
        if usual := self.env.ref("pos_sale.default_downpayment_product", raise_if_not_found=False):
            special |= usual.sudo()
        domain = Domain("sale_ok", "=", True) & Domain("type", "!=", "combo") & Domain("company_id", "in", (company.id, False))
        return domain & Domain("id", "not in", special.ids)

    def _shipping(self, company, values):
        """:return: (delivery.carrier, what the customer pays for it)"""
        carriers = self.env["delivery.carrier"].sudo().with_company(company)
        carrier_id = values.get("carrier_id")
        if not carrier_id:
            return carriers, 0.0
        domain = Domain("company_id", "in", (company.id, False))
        carrier = isinstance(carrier_id, int) and carriers.search(domain & Domain("id", "=", carrier_id))
        if not carrier:
            raise UserError(self.env._("This courier is not in use any more. Choose another one."))
        cost = self._number(values.get("shipping_cost") or 0)
        if not 0 <= cost <= MOST_AMOUNT:
            raise UserError(self.env._("The shipping cost must be zero or more."))
        return carrier, cost

    def _identifier(self, line):
        product_id = line.get("product_id") if isinstance(line, dict) else None
        if not isinstance(product_id, int) or isinstance(product_id, bool):
            raise UserError(self.env._("Each line of a sale names its product."))
        return product_id

    def _number(self, value):
        """:return: a number that a screen sent, as a float"""
        try:
            number = float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else math.nan
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise UserError(self.env._("“%s” is no number.", str(value)[:40]))
        return number
