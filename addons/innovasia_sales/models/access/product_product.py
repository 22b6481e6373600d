from odoo import api, fields, models

from .hidden_costs import COST
from .reckoning import reckoning


class ProductProduct(models.Model):
    """What a product costs is for those who may know it."""

    _name = "product.product"
    _inherit = ["product.product", "hidden.costs"]

    standard_price = fields.Float(groups=COST)
    avg_cost = fields.Monetary(groups=COST)
    total_value = fields.Monetary(groups=COST)

    @api.model_create_multi
    def create(self, vals_list):
        # Clients that may not see costs may not set them either.
        if not self.env.su and any("standard_price" in values for values in vals_list):
            self._check_field_access(self._fields["standard_price"], "write")
        with reckoning():
            return super().create(vals_list)

    @reckoning()
    def _update_standard_price(self, *args, **kwargs):
        return super()._update_standard_price(*args, **kwargs)

    @api.model
    def _load_pos_data_fields(self, config):
        return self._without_costs(super()._load_pos_data_fields(config))

    def _without_costs(self, names):
        """:return: the names of fields without those that this user may not see"""
        return [name for name in names if self._has_field_access(self._fields[name], "read")]
