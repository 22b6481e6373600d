from odoo import api, models

from .res_partner_created import NO_NEW_CUSTOMER


class ResUsers(models.Model):
    """Who gets a log-in is no new customer."""

    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        users = super(ResUsers, self.with_context(**{NO_NEW_CUSTOMER: True})).create(vals_list)
        return users.with_env(self.env)
