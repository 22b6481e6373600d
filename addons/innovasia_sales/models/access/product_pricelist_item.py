from odoo import api, models
from odoo.exceptions import AccessError


class ProductPricelistItem(models.Model):
    """A price that is made from the cost tells the cost to who knows how: such a rule is for `group_cost` (rules.xml).

    Its price is for everybody who sells: where Odoo asks for that, the rule is read with sudo.
    """

    _inherit = "product.pricelist.item"

    @api.model_create_multi
    def create(self, vals_list):
        for values in vals_list:
            self._refuse_cost_base(values)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_cost_base(vals)
        return super().write(vals)

    def _refuse_cost_base(self, values):
        """
        :raises AccessError: when somebody who may not see costs would make such a rule
        """
        if values.get("base") == "standard_price" and not self.env.su:
            product = self.env["product.product"]
            if not product._has_field_access(product._fields["standard_price"], "read"):
                raise AccessError(self.env._("Prices that are made from the cost are for those who may see costs."))

    def _compute_price(self, *args, **kwargs):
        return super(ProductPricelistItem, self.sudo())._compute_price(*args, **kwargs)

    def _compute_price_before_discount(self, *args, **kwargs):
        return super(ProductPricelistItem, self.sudo())._compute_price_before_discount(*args, **kwargs)

    def _show_discount(self):
        return super(ProductPricelistItem, self.sudo())._show_discount()
