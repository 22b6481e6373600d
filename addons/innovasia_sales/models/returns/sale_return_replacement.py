from odoo import api, fields, models


class SaleReturnReplacement(models.Model):
    """What a customer gets instead of what came back."""

    _name = "sale.return.replacement"
    _description = "Product Sent Instead"
    _inherit = "sale.return.row"

    _part = "replacement_ids"

    product_id = fields.Many2one(
        "product.product", required=True, ondelete="restrict", domain="[('sale_ok', '=', True)]", check_company=True
    )
    quantity = fields.Float(digits="Product Unit", default=1, required=True)
    price_unit = fields.Monetary(
        "Price", compute="_compute_price_unit", store=True, readonly=False, precompute=True, currency_field="currency_id"
    )
    amount = fields.Monetary(compute="_compute_amount")

    _quantity_positive = models.Constraint("CHECK (quantity > 0)", "Enter how much is sent instead.")
    _price_positive = models.Constraint("CHECK (price_unit >= 0)", "A price is not below zero.")

    @api.depends("product_id", "quantity", "return_id.order_id")
    def _compute_price_unit(self):
        for line in self.filtered("product_id"):
            order = line.return_id.order_id
            before = order.order_line.filtered(lambda sold, product=line.product_id: sold.product_id == product)[:1]
            if before:
                line.price_unit = before.price_unit * (1 - before.discount / 100)
            else:
                pricelist = order.pricelist_id
                line.price_unit = pricelist._get_product_price(line.product_id, line.quantity, currency=order.currency_id)

    @api.model_create_multi
    def create(self, vals_list):
        clean = self._without_price(self.env.context, "default_price_unit")
        records = self.with_context(clean)  # pylint: disable=context-overridden
        vals_list = [self._without_price(values) for values in vals_list]
        return super(SaleReturnReplacement, records).create(vals_list).with_env(self.env)

    def write(self, vals):
        return super().write(self._without_price(vals))

    def _without_price(self, values, name="price_unit"):
        """What is sent instead is ordered and invoiced by the system: only who sells says for how much."""
        if self.env.su or self.env.user.has_group("sales_team.group_sale_salesman"):
            return values
        return {key: value for key, value in values.items() if key != name}

    @api.depends("quantity", "price_unit")
    def _compute_amount(self):
        for line in self:
            line.amount = line.quantity * line.price_unit
