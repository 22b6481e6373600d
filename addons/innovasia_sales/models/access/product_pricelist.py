from odoo import fields, models


class ProductPricelist(models.Model):
    _inherit = "product.pricelist"

    has_hidden_rules = fields.Boolean(compute="_compute_has_hidden_rules")

    def _compute_has_hidden_rules(self):
        # sudo: only whether there are more than this person may see
        made_from_cost = [("pricelist_id", "in", self._origin.ids), ("base", "=", "standard_price")]
        rules = self.env["product.pricelist.item"].sudo().search(made_from_cost)
        hidden = rules - rules.sudo(self.env.su)._filtered_access("read").sudo()
        for pricelist in self:
            pricelist.has_hidden_rules = pricelist._origin.sudo() in hidden.pricelist_id

    def _get_applicable_rules(self, products, date, **kwargs):
        # sudo: for the prices; rules that are made from the cost are hidden from most who sell
        return super(ProductPricelist, self.sudo())._get_applicable_rules(products, date, **kwargs)
