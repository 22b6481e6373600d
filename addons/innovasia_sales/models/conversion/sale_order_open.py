from odoo import api, fields, models


class SaleOrder(models.Model):
    """From an order to the conversation it was agreed in, and from the conversation to the order."""

    _inherit = "sale.order"

    has_conversation = fields.Boolean(
        compute="_compute_has_conversation", help="The user sees the conversation that this order was agreed in."
    )

    @api.depends("wa_channel_id")
    @api.depends_context("uid")
    def _compute_has_conversation(self):
        # sudo: only which conversation it is; whether the user sees it is asked of that
        channels = {order: order.sudo().wa_channel_id.sudo(self.env.su) for order in self}
        seen = self.env["discuss.channel"].union(*channels.values())._filtered_access("read")
        for order, channel in channels.items():
            order.has_conversation = bool(channel & seen)

    def action_open_conversation(self):
        """Open the conversation that this order was agreed in.

        :return: an action
        """
        self.ensure_one()
        channel = self.sudo().wa_channel_id.sudo(self.env.su)
        channel.check_access("read")
        return channel.action_wa_open()

    def action_wa_open(self):
        """Open an order; who has no rights in Sales sees the own ones in a form without them, on top of the conversation.

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
