from odoo import api, models

#: Menus that Odoo shows to more people than have a use for them, and who has.
MENUS = {
    "contacts.menu_contacts": ("base.group_partner_manager",),
    "spreadsheet_dashboard.spreadsheet_dashboard_menu_root": (
        "sales_team.group_sale_salesman_all_leads",
        "account.group_account_readonly",
        "account.group_account_invoice",
        "stock.group_stock_manager",
    ),
    "base.menu_management": ("base.group_system",),
    "account.root_payment_menu": ("base.group_system",),
}


class IrUiMenu(models.Model):
    """Each sees the menus of the own work: no empty dashboards, and no list of apps that might be asked for."""

    _inherit = "ir.ui.menu"

    @api.model
    def _visible_menu_ids(self, debug=False):
        visible = super()._visible_menu_ids(debug)
        user = self.env.user
        hidden = {
            self.env["ir.model.data"]._xmlid_to_res_id(menu, raise_if_not_found=False)
            for menu, groups in MENUS.items()
            if not any(user.has_group(group) for group in groups)
        }
        return visible - hidden
