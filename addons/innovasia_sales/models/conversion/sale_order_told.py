from odoo import models

PRODUCTS = 3


class SaleOrder(models.Model):
    """What the panel beside a conversation tells of an order."""

    _inherit = "sale.order"

    def _stage_moved(self, steps):
        result = super()._stage_moved(steps)
        self.env["discuss.channel"]._wa_tell_purchases(self.partner_id)
        return result

    def _wa_purchases(self):
        """:return: list of dict of ``id``, ``name``, ``date`` (UTC), ``products`` (one line), ``total``, ``currency_id``,
        ``stage`` and its ``stage_label``, ``payment`` (paid, pending, partial, none) and ``may_open``
        """
        stages = dict(self._fields["stage"]._description_selection(self.env))
        readable = self.sudo(False)._filtered_access("read")
        return [
            {
                "id": order.id,
                "name": order.name,
                "date": order.date_order,
                "products": order._wa_products_text(),
                "total": order.amount_total,
                "currency_id": order.currency_id.id,
                "stage": order.stage,
                "stage_label": stages[order.stage],
                "payment": order._wa_payment(),
                "may_open": order in readable,
            }
            for order in self
        ]

    def _wa_products_text(self):
        """:return: ``2 × Madu, Kurma, and 3 more``"""
        lines = self.order_line.filtered(lambda line: line.product_id and not line.is_delivery)
        names = [
            f"{line.product_uom_qty:g} × {name}" if line.product_uom_qty != 1 else name
            for line in lines[:PRODUCTS]
            for name in [line.product_id.with_context(display_default_code=False).display_name]
        ]
        rest = len(lines) - PRODUCTS
        if rest > 0:
            return self.env._("%(products)s, and %(rest)s more", products=", ".join(names), rest=rest)
        return ", ".join(names)

    def _wa_payment(self):
        """:return: how far an order is paid, as its invoices and transactions say"""
        invoices = self.invoice_ids.filtered(lambda move: move.state == "posted")
        if self.invoice_status == "invoiced" and invoices and not any(invoices.mapped("amount_residual")):
            return "paid"
        if any(transaction.state == "pending" for transaction in self.sale_transaction_ids):
            return "pending"
        return "partial" if any(t.state == "accepted" for t in self.sale_transaction_ids) else "none"
