from odoo import models


class SaleOrder(models.Model):
    """Who has no rights in Sales sees the orders of the own customers in a form of their own."""

    _inherit = "sale.order"

    def action_wa_open(self):
        """Open an order, on top of what is on the screen.

        :return: an action
        """
        self.ensure_one()
        self.check_access("read")
        is_of_sales = self.env.user.has_group("sales_team.group_sale_salesman")
        form = False if is_of_sales else self.env.ref("innovasia_sales.view_order_form_cs").id
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [(form, "form")],
            "target": "current" if is_of_sales else "new",
            "context": {"create": False},
        }
