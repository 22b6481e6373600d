from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ProductTemplate(models.Model):
    """Wholesale prices in one table: a row for each quantity, a column for each price list (spec/001, Harga Grosir)."""

    _inherit = "product.template"

    wholesale_prices = fields.Json(
        compute="_compute_wholesale_prices",
        inverse="_inverse_wholesale_prices",
        help="{columns: [{id, name, groups}], rows: [{quantity, prices: {price list: price}}], others}",
    )

    @api.depends_context("company")
    @api.depends("list_price")
    def _compute_wholesale_prices(self):
        pricelists = self._wholesale_pricelists()
        columns = self._wholesale_columns(pricelists)
        rules = self.env["product.pricelist.item"].search(
            Domain("product_tmpl_id", "in", self.ids) & Domain("pricelist_id", "in", pricelists.ids)
        )
        for product in self:
            own = rules.filtered(lambda rule, product=product: rule.product_tmpl_id == product._origin)
            plain = own.filtered(lambda rule: rule._is_plain_tier())
            rows = {1: {}}
            for rule in plain:
                rows.setdefault(max(rule.min_quantity, 1), {})[str(rule.pricelist_id.id)] = rule.fixed_price
            product.wholesale_prices = {
                "columns": columns,
                "rows": [{"quantity": quantity, "prices": prices} for quantity, prices in sorted(rows.items())],
                "others": len(own - plain),
            }

    def _inverse_wholesale_prices(self):
        """Keep what the table says as rules of the price lists; what a table cannot show (periods, percentages) stays.

        :raises UserError: for quantities that are no quantity or come twice, and for negative prices
        """
        pricelists = self._wholesale_pricelists()
        for product in self:
            wanted = product._wholesale_wanted((product.wholesale_prices or {}).get("rows", []))
            plain = self.env["product.pricelist.item"].search(
                Domain("product_tmpl_id", "=", product.id) & Domain("pricelist_id", "in", pricelists.ids)
            )
            plain = plain.filtered(lambda rule: rule._is_plain_tier())
            for rule in plain:
                price = wanted.pop((rule.pricelist_id.id, max(rule.min_quantity, 1)), None)
                if price is None:
                    rule.unlink()
                elif rule.fixed_price != price:
                    rule.fixed_price = price
            self.env["product.pricelist.item"].create(
                [
                    {
                        "pricelist_id": pricelist,
                        "product_tmpl_id": product.id,
                        "applied_on": "1_product",
                        "compute_price": "fixed",
                        "min_quantity": quantity if quantity > 1 else 0,
                        "fixed_price": price,
                    }
                    for (pricelist, quantity), price in wanted.items()
                    if pricelist in pricelists.ids
                ]
            )

    def _wholesale_wanted(self, rows):
        """:return: {(price list id, quantity): price} of a table's rows"""
        wanted = {}
        for row in rows:
            try:
                quantity = float(row["quantity"])
                prices = {int(key): float(price) for key, price in row["prices"].items() if price not in (None, False, "")}
            except (KeyError, TypeError, ValueError):
                raise UserError(self.env._("The wholesale prices of %s have a cell that is not a number.", self.name)) from None
            if quantity < 1 or any(price < 0 for price in prices.values()):
                raise UserError(
                    self.env._("The wholesale prices of %s need quantities from 1 and prices that are not negative.", self.name)
                )
            if any((pricelist, quantity) in wanted for pricelist in prices):
                raise UserError(
                    self.env._(
                        "The wholesale prices of %(product)s have two rows from %(quantity)s.",
                        product=self.name,
                        quantity=f"{quantity:g}",
                    )
                )
            wanted.update({(pricelist, quantity): price for pricelist, price in prices.items()})
        return wanted

    @api.model
    def _wholesale_pricelists(self):
        """:return: product.pricelist of this company in its currency, in their order"""
        company = self.env.company
        return self.env["product.pricelist"].search(
            Domain("company_id", "in", (company.id, False)) & Domain("currency_id", "=", company.currency_id.id)
        )

    @api.model
    def _wholesale_columns(self, pricelists):
        groups = self.env["res.partner.group"].sudo().search(Domain("pricelist_id", "in", pricelists.ids))
        by_pricelist = groups.grouped("pricelist_id")
        return [
            {
                "id": pricelist.id,
                "name": pricelist.name,
                "groups": ", ".join(by_pricelist.get(pricelist.sudo(), groups.browse()).mapped("name")),
            }
            for pricelist in pricelists
        ]
