from odoo import api, fields, models

from .hidden_costs import COST


class ProductTemplate(models.Model):
    _name = "product.template"
    _inherit = ["product.template", "hidden.costs"]

    standard_price = fields.Float(groups=COST)

    @api.model
    def _load_pos_data_fields(self, config):
        return self.env["product.product"]._without_costs(super()._load_pos_data_fields(config))
