from collections import Counter

from odoo import models
from odoo.fields import Domain

PAGE = 40
#: So many of the latest lines of orders tell what is often bought.
SAMPLE = 1_000


class SaleConversion(models.AbstractModel):
    """What can be sold to this customer, in the order in which it is probably wanted."""

    _inherit = "sale.conversion"

    def _open(self, blank):
        """Tell what a screen needs to enter a sale.

        :param blank: see :meth:`_blank`
        :return: dict of ``products`` (see :meth:`_offer`), ``methods`` (is_default, and what
            ``sale.payment.method._offered`` tells), ``couriers`` (id, name),
            ``currency`` (id, decimals), and ``address`` of the customer in one line
        """
        company = blank.company_id
        methods = self.env["sale.payment.method"].sudo().search([("company_id", "=", company.id)])
        couriers = self.env["delivery.carrier"].sudo().search([("company_id", "in", (company.id, False))])
        return {
            "products": self._offer(blank),
            "methods": [{**each._offered(), "is_default": each.is_default} for each in methods],
            "couriers": [{"id": each.id, "name": each.name} for each in couriers],
            "currency": {"id": company.currency_id.id, "decimals": company.currency_id.decimal_places},
            "address": self._address(blank.partner_id),
        }

    def _address(self, partner):
        """:return: where goods for a customer go, in one line; empty while only the country is known"""
        if not self._has_address(partner):
            return ""
        lines = partner._display_address(without_company=True).splitlines()
        return ", ".join(line.strip() for line in lines if line.strip())

    def _has_address(self, partner):
        return bool(partner.street or partner.city)

    def _offer(self, blank, term="", limit=PAGE):
        """Find products, those that this customer bought first, then those that are often bought.

        :param blank: see :meth:`_blank`
        :param str term: words of the name, the code, or a barcode
        :return: list of dict of ``id``, ``name``, ``code``, ``price`` (for one, taxes included), ``stock`` (what can be
            promised now; False where nothing is stored), ``unit``, ``is_donation``, ``is_goods`` (it is handed
            over), ``bought`` (how often by this customer), ``has_picture`` and ``version`` of its picture
        """
        bought = self._bought(blank)
        return self._described(blank, self._wanted(blank.company_id, term, bought, limit), bought)

    def _offer_scanned(self, blank, code):
        """:return: the product with this barcode or code, as in :meth:`_offer`, or False"""
        products = self.env["product.product"].sudo().with_company(blank.company_id)
        products = products.with_context(allowed_company_ids=blank.company_id.ids, bin_size=True)
        named = Domain("barcode", "=", code) | Domain("default_code", "=", code)
        found = code and products.search(self._offer_domain(blank.company_id) & named, limit=1)
        return bool(found) and self._described(blank, found, Counter())[0]

    def _described(self, blank, products, bought):
        prices = self._prices(blank, products)
        return [
            {
                "id": product.id,
                "name": product.with_context(display_default_code=False).display_name,
                "code": product.default_code or "",
                "price": prices[product.id],
                "stock": product.free_qty if product.is_storable else False,
                "unit": product.uom_id.name,
                "is_donation": product.is_donation,
                "is_goods": product.type == "consu",
                "bought": bought[product.id],
                "has_picture": bool(product.image_128),
                "version": int(product.write_date.timestamp()),
            }
            for product in products
        ]

    def _wanted(self, company, term, bought, limit):
        products = self.env["product.product"].sudo().with_company(company)
        # stock and texts as this company and this person see them
        products = products.with_context(allowed_company_ids=company.ids, bin_size=True)
        domain = self._offer_domain(company)
        for word in self._term(term).split():
            domain &= Domain("display_name", "ilike", word)
        ranks = bought + Counter({id_: count / SAMPLE for id_, count in self._often(company).items()})
        likely = products.search(domain & Domain("id", "in", list(ranks)))
        likely = likely.sorted(lambda product: -ranks[product.id])[:limit]
        return likely + products.search(domain & Domain("id", "not in", likely.ids), limit=limit - len(likely))

    def _line_domain(self, company):
        return Domain(
            [
                ("company_id", "=", company.id),
                ("state", "!=", "cancel"),
                ("product_id", "!=", False),
                ("is_delivery", "=", False),
            ]
        )

    def _bought(self, blank):
        """:return: Counter of {product id: number of lines} of this customer's orders"""
        if not blank.partner_id:
            return Counter()
        domain = self._line_domain(blank.company_id) & Domain("order_partner_id", "=", blank.partner_id.id)
        groups = self.env["sale.order.line"].sudo()._read_group(domain, ["product_id"], ["__count"])
        return Counter({product.id: count for product, count in groups})

    def _often(self, company):
        lines = self.env["sale.order.line"].sudo()
        latest = lines.search_fetch(self._line_domain(company), ["product_id"], order="id desc", limit=SAMPLE)
        return Counter(line.product_id.id for line in latest)

    def _prices(self, blank, products):
        """:return: {product id: what this customer pays for one of it, taxes included}"""
        company, partner, currency = blank.company_id, blank.partner_id, blank.company_id.currency_id
        prices = blank.pricelist_id._get_products_price(products, 1.0, currency=currency)
        paid = {}
        for product in products:
            taxes = blank.fiscal_position_id.map_tax(product.taxes_id._filter_taxes_by_company(company))
            paid[product.id] = taxes.compute_all(prices[product.id], currency, 1.0, product, partner)["total_included"]
        return paid
