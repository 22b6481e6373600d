from odoo import api, fields, models

#: What of an order line a row can take, by its condition (`sale.order.line._returnable`).
CONDITIONS = [
    ("good", "Can be sold again"),
    ("damaged", "Damaged"),
    ("unsent", "Has not been shipped"),
    ("none", "Nothing to take back"),
]


class SaleReturnLine(models.Model):
    """How much of one order line comes back, and in which condition."""

    _name = "sale.return.line"
    _description = "Product of a Return"
    _inherit = "sale.return.row"

    _part = "line_ids"
    _related = frozenset(("product_id", "company_id"))

    order_id = fields.Many2one(related="return_id.order_id")
    order_line_id = fields.Many2one(
        "sale.order.line",
        "Product",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('order_id', '=', order_id), ('display_type', '=', False)]",
    )
    product_id = fields.Many2one(related="order_line_id.product_id", string="Returned product", store=True, index=True)
    product_uom_id = fields.Many2one(related="order_line_id.product_uom_id")
    condition = fields.Selection(
        CONDITIONS,
        required=True,
        default="good",
        help="Damaged goods are kept apart from those for sale. What has not been shipped will not be shipped any more. "
        "Nothing to take back: a service, or goods that the warehouse has taken back already.",
    )
    ordered = fields.Float(related="order_line_id.product_uom_qty", string="Ordered")
    delivered = fields.Float(related="order_line_id.qty_delivered", string="With the customer")
    returned = fields.Float(related="order_line_id.returned_quantity", string="Returned before")
    available = fields.Float("At most", digits="Product Unit", compute="_compute_available", compute_sudo=True)
    quantity = fields.Float(digits="Product Unit")
    amount = fields.Monetary("Worth", compute="_compute_amount", compute_sudo=True)

    _quantity_positive = models.Constraint("CHECK (quantity >= 0)", "Less than nothing cannot come back.")

    @api.depends("order_line_id", "condition", "return_id.state")
    def _compute_available(self):
        for line in self:
            line.available = line.order_line_id._returnable().get(line.condition, 0) if line.order_line_id else 0

    @api.depends("order_line_id", "quantity")
    def _compute_amount(self):
        for line in self:
            line.amount = (
                line.currency_id.round(line.order_line_id._price_per_unit() * line.quantity) if line.currency_id else 0
            )

    @api.onchange("order_line_id")
    def _onchange_order_line(self):
        """A row that is added takes what there is most of."""
        returnable = self.order_line_id.sudo()._returnable() if self.order_line_id else {}
        if returnable and not returnable.get(self.condition):
            self.condition = max(returnable, key=returnable.get)

    def _why_not_taken(self):
        """Tell why these rows, all of the same order line, cannot be taken back.

        :return: a sentence, or None
        """
        returnable = self.order_line_id._returnable()
        uom, product = self.product_uom_id, self.order_line_id.product_id.display_name
        for conditions in (("good", "damaged"), ("unsent",), ("none",)):
            rows = self.filtered(lambda line, some=conditions: line.condition in some)
            wanted, available = sum(rows.mapped("quantity")), returnable.get(conditions[0], 0)
            if uom.compare(wanted, available) > 0:
                label = dict(self._fields["condition"]._description_selection(self.env))[rows[:1].condition]
                return self.env._(
                    "%(product)s (%(condition)s): at most %(available)s, not %(wanted)s.",
                    product=product,
                    condition=label,
                    available=f"{available:g} {uom.name}",
                    wanted=f"{wanted:g} {uom.name}",
                )
        return self._why_not_lots()
