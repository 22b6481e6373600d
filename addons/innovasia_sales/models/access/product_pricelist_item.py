from odoo import api, models
from odoo.exceptions import AccessError


class ProductPricelistItem(models.Model):
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
        """A price that is made from the cost tells the cost.

        :raises AccessError: when somebody who may not see costs would make such a rule
        """
        if values.get("base") == "standard_price" and not self.env.su:
            product = self.env["product.product"]
            if not product._has_field_access(product._fields["standard_price"], "read"):
                raise AccessError(self.env._("Prices that are made from the cost are for those who may see costs."))
