from odoo import api, fields, models


class SaleOrder(models.Model):
    """The sales channel of an order: WhatsApp when it comes from a conversation; else whoever makes the order says it."""

    _inherit = "sale.order"

    sales_channel_id = fields.Many2one(
        "sale.channel",
        compute="_compute_sales_channel_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        tracking=True,
        check_company=True,
        ondelete="restrict",
    )

    wa_phone = fields.Char(related="partner_id.wa_phone")

    @api.depends("wa_channel_id")
    def _compute_sales_channel_id(self):
        for order in self:
            if order.wa_channel_id and not order.sales_channel_id:
                order.sales_channel_id = self.env["sale.channel"]._of("whatsapp", order.company_id)
            else:
                order.sales_channel_id = order.sales_channel_id

    @api.depends("sales_channel_id")
    def _compute_team_id(self):
        """A channel with a team sells for that team."""
        result = super()._compute_team_id()
        for order in self:
            if order.state in ("draft", "sent") and (team := order.sales_channel_id.team_id):
                order.team_id = team
        return result

    @api.depends("sales_channel_id")
    def _compute_pricelist_id(self):
        """The customer's price list, the group's, then the channel's, then the company's."""
        result = super()._compute_pricelist_id()
        for order in self:
            channel = order.sales_channel_id
            if order.state == "draft" and channel.pricelist_id and not order.partner_id._own_pricelist():
                order.pricelist_id = channel.pricelist_id
        return result
