from odoo import api, models

from .res_users_account import CS, USER


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    @api.model
    def _visible_menu_ids(self, debug=False):
        """Whoever serves customers and does nothing else has no use for the list of apps that may be asked for."""
        visible = super()._visible_menu_ids(debug)
        groups = self.env.user.all_group_ids
        if self.env.ref(USER) in groups and groups <= self.env.ref(CS).sudo().all_implied_ids:
            return visible - {self.env.ref("base.menu_management").id}
        return visible
