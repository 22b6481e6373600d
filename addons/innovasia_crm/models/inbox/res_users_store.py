from odoo import models

from ..routing.discuss_channel_route import SUPERVISOR


class ResUsers(models.Model):
    _inherit = "res.users"

    def _init_store_data(self, store):
        result = super()._init_store_data(store)
        store.add_global_values(has_access_wa_team=self.env.user.has_group(SUPERVISOR))
        return result
