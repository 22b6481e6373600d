from odoo import api, fields, models


class ProductPricelist(models.Model):
    _inherit = "product.pricelist"

    @api.model
    def _get_partner_pricelist_multi(self, partner_ids):
        """Customers without a price list of their own get their group's, wherever Odoo asks: orders, Point of Sale."""
        found = super()._get_partner_pricelist_multi(partner_ids)
        if not self.env["res.groups"]._is_feature_enabled("product.group_product_pricelist"):
            return found
        partners = self.env["res.partner"].with_context(active_test=False).browse(partner_ids)
        return found | {partner.id: own for partner in partners if (own := partner._own_pricelist())}

    def _price_tiers(self, products):
        """The quantities from which products get cheaper (or dearer) by this price list.

        :param products: product.product
        :return: {product: [(quantity, price), ...]} with the lowest quantity first; quantity in the product's unit,
            price of one unit in the currency of the price list. A product of one price for all quantities has no tiers.
        """
        self.ensure_one()
        now = fields.Datetime.now()
        rules = self._get_applicable_rules(products, now)
        tiers = {}
        for product in products:
            last = self._price_by_rules(rules, product, 1, now)
            steps = []
            for quantity in sorted({rule.min_quantity for rule in rules if rule.min_quantity > 1}):
                price = self._price_by_rules(rules, product, quantity, now)
                if self.currency_id.compare_amounts(price, last):
                    steps.append((quantity, price))
                    last = price
            tiers[product] = steps
        return tiers

    def _price_by_rules(self, rules, product, quantity, date):
        """Like `_get_product_price`, with rules that were looked up before."""
        rule = next((rule for rule in rules if rule._is_applicable_for(product, quantity)), rules.browse())
        return rule._compute_price(product, quantity, product.uom_id, date=date, currency=self.currency_id)
