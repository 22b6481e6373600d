from odoo import models
from odoo.exceptions import UserError

#: Fixed as soon as the order is invoiced or shipped, whichever comes first.
FIXED = frozenset(
    (
        "partner_id",
        "partner_invoice_id",
        "pricelist_id",
        "payment_term_id",
        "fiscal_position_id",
        "date_order",
        "product_id",
        "product_uom_qty",
        "product_uom_id",
        "price_unit",
        "discount",
        "tax_ids",
    )
)
#: Fixed when the goods are on their way.
FIXED_WHEN_SHIPPED = FIXED | {"partner_shipping_id", "warehouse_id"}


class SaleOrder(models.Model):
    """What was invoiced or shipped does not change any more: a return or a credit note says what was different.

    Notes, tags, the seller, the sales channel and the estimated arrival stay open.
    """

    _inherit = "sale.order"

    def _refuse_late_edit(self, edited):
        """:param edited: {sale.order with sudo: names of the fields that somebody changed}
        :raises UserError: when one of them is fixed by now; says why, what, and what to do instead
        """
        for order, names in edited.items():
            fixed, reason = order._fixed_by_now()
            late = [name for name in names if name in fixed]
            if late:
                raise UserError("\n".join((reason, order._late_fields(late))))

    def _fixed_by_now(self):
        """:return: (names of the fields that do not change any more, the sentence why)"""
        self.ensure_one()
        if self.stage in ("shipped", "received", "done"):
            return FIXED_WHEN_SHIPPED, self.env._(
                "Order %s is shipped: what was sold, to whom and at what price does not change any more."
                " Make a return instead.",
                self.name,
            )
        invoices = self.order_line.invoice_lines.move_id.filtered(
            lambda move: move.state == "posted" and move.move_type == "out_invoice"
        )
        if invoices:
            return FIXED, self.env._(
                "Order %(order)s is invoiced (%(invoices)s): what was sold, to whom and at what price does not change any more."
                " Make a return, or cancel the order and enter it anew.",
                order=self.name,
                invoices=", ".join(invoices.mapped("name")),
            )
        return frozenset(), ""

    def _late_fields(self, names):
        labels = {**self.env["sale.order.line"].fields_get(names, ["string"]), **self.fields_get(names, ["string"])}
        return self.env._("Not changed: %s.", ", ".join(labels[name]["string"] for name in names if name in labels))
