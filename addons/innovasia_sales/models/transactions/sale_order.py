from odoo import api, fields, models


class SaleOrder(models.Model):
    """The conversation that an order comes from, and the transactions that say it was paid."""

    _inherit = "sale.order"

    wa_channel_id = fields.Many2one("discuss.channel", "Conversation", index="btree_not_null", copy=False, ondelete="set null")
    # Odoo's own transaction_ids are payments made online.
    sale_transaction_ids = fields.One2many("sale.transaction", "order_id", "Claimed payments", copy=False)
    sale_transaction_count = fields.Integer(
        "Number of transactions", compute="_compute_sale_transaction_count", compute_sudo=True
    )

    @api.depends("sale_transaction_ids")
    def _compute_sale_transaction_count(self):
        found = self.env["sale.transaction"]._read_group([("order_id", "in", self.ids)], ["order_id"], ["__count"])
        counts = {order.id: count for order, count in found}
        for order in self:
            order.sale_transaction_count = counts.get(order._origin.id, 0)

    def action_view_sale_transactions(self):
        """:return: an action that shows the claimed payments of these orders"""
        return self.sale_transaction_ids._action_show()

    def _has_products(self):
        """:return: whether the order sells anything"""
        self.ensure_one()
        return any(line.product_id and not line.display_type for line in self.order_line)

    def _why_not_cancelled(self):
        """:return: the sentence that says why this order outlives a rejected transaction, or None"""
        self.ensure_one()
        if self.state == "cancel":
            return self.env._("it is cancelled already.")
        if live := self.sale_transaction_ids.filtered(lambda t: t.state in ("pending", "accepted")):
            return self.env._("transaction %s is about it as well.", live[0].name)
        if self.invoice_ids.filtered(lambda move: move.state == "posted"):
            return self.env._("it is invoiced.")
        if self.picking_ids.filtered(lambda picking: picking.state == "done"):
            return self.env._("it is shipped.")
        if self.locked:
            return self.env._("it is locked.")
        return None

    def _invoice_whole(self, dates):
        """Invoice all that was ordered, whatever the products' invoicing policy: the customer paid before the goods went.

        Drafts that people made are posted along. What is invoiced already is left alone.

        :param dict dates: {sale.order: date of its invoices, when they have none}
        """
        self._force_lines_to_invoice_policy_order()
        self.with_context(raise_if_nothing_to_invoice=False)._create_invoices(grouped=True, final=True)
        drafts = self.invoice_ids.filtered(lambda move: move.state == "draft" and move.move_type == "out_invoice")
        undated = drafts.filtered(lambda move: not move.invoice_date)
        for date, moves in undated.grouped(lambda move: min(dates[order] for order in move._sale_orders() & self)).items():
            moves.invoice_date = date
        drafts.action_post()

    def _open_invoices(self):
        """:return: account.move, the orders' posted customer invoices that are not paid in full, oldest first"""
        return self.invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice" and move.amount_residual > 0
        ).sorted(lambda move: (move.invoice_date_due or move.date, move.id))
