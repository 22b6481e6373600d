from odoo import fields, models


class SaleOrder(models.Model):
    """Keeps the history of an order (`sale.order.change`), and refuses changes that come too late."""

    _name = "sale.order"
    _inherit = ["sale.order", "watched.fields"]

    change_ids = fields.One2many("sale.order.change", "order_id", "History", readonly=True, copy=False)

    _watched = (
        "partner_id",
        "partner_invoice_id",
        "partner_shipping_id",
        "pricelist_id",
        "payment_term_id",
        "fiscal_position_id",
        "warehouse_id",
        "carrier_id",
        "date_order",
        "estimated_arrival_date",
        "sales_channel_id",
        "user_id",
    )

    def _watched_begun(self):
        """Whose changes are kept: orders that were sent or confirmed, or for which a payment is claimed."""
        drafts = self.filtered(lambda order: order.state == "draft")
        return self - drafts + drafts.sudo().filtered("sale_transaction_ids").sudo(self.env.su)

    def _watched_changed(self, changes, begun):
        if not self.env.su:
            edited = {}
            for order, name, *_values in changes:
                edited.setdefault(order, []).append(name)
            self._refuse_late_edit(edited)
        self._keep_changes(
            {
                "order_id": order.id,
                "field_name": name,
                "old_value": order._watched_text(name, old),
                "new_value": order._watched_text(name, new),
            }
            for order, name, old, new in changes
            if order in begun
        )

    def _keep_changes(self, rows):
        """:param rows: values of `sale.order.change`; who changed it is the current user, also in sudo"""
        self.env["sale.order.change"].sudo().create(list(rows))
