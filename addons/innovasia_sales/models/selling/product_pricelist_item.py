from odoo import models


class ProductPricelistItem(models.Model):
    _inherit = "product.pricelist.item"

    def _is_plain_tier(self):
        """Whether a table of quantities and prices shows this rule completely."""
        self.ensure_one()
        return (
            self.applied_on == "1_product"
            and self.compute_price == "fixed"
            and not self.date_start
            and not self.date_end
            and not self.product_id
        )
