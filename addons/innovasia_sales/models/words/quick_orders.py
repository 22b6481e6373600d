from dataclasses import replace

from odoo import api, models

#: What an agent's texts name of the customer's latest order.
LATEST = {
    "nopesanan": "order_number",
    "productname": "products",
    "resi": "tracking_number",
    "kurir": "courier",
    "linkresi": "tracking_link",
    "estimasi": "arrival",
}


class WaTrigger(models.AbstractModel):
    """Quick formats know the order of the customer who is on the line."""

    _inherit = "wa.trigger"

    @api.model
    def _triggers(self):
        return [
            replace(trigger, variables={**trigger.variables, **LATEST}) if trigger.name == "quick" else trigger
            for trigger in super()._triggers()
        ]


class DiscussChannel(models.Model):
    """What quick formats name: the latest order of the customer, if there is one."""

    _inherit = "discuss.channel"

    def _wa_orders(self):
        """:return: sale.order: the latest of this customer with the device's company"""
        return self.env["sale.order"].search(
            [
                ("partner_id", "in", self.wa_partner_id.ids),
                ("company_id", "=", self.wa_account_id.company_id.id),
                ("state", "=", "sale"),
            ],
            order="date_order desc, id desc",
            limit=1,
        )

    def _wa_products(self):
        """:return: product.product of that order"""
        return self._wa_orders()._wa_products()

    def _wa_parcels(self):
        """:return: stock.picking of that order that left for the customer"""
        return self._wa_orders()._wa_parcels()
