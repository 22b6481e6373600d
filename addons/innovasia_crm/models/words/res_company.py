from odoo import api, models


class ResCompany(models.Model):
    """A new company has texts to answer with."""

    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        self.env["wa.format"]._create_defaults(companies)
        return companies
