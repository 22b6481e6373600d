from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _init_store_data(self, store):
        result = super()._init_store_data(store)
        store.add_global_values(has_access_whatsapp=self.env.user.has_group("innovasia_whatsapp.group_user"))
        return result
