from odoo import api, fields, models

from .sale_return_line import CONDITIONS


class SaleReturnBulkLine(models.Model):
    """How much of a product comes back, of whichever orders."""

    _name = "sale.return.bulk.line"
    _description = "Product of a Bulk Return"

    bulk_id = fields.Many2one("sale.return.bulk", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="bulk_id.company_id", store=True, index=True)
    product_id = fields.Many2one("product.product", required=True, ondelete="restrict", domain="[('type', '=', 'consu')]")
    product_uom_id = fields.Many2one(related="product_id.uom_id")
    available = fields.Float("With the customer", digits="Product Unit", compute="_compute_available")
    condition = fields.Selection(CONDITIONS[:2], required=True, default="good")
    quantity = fields.Float(digits="Product Unit")

    _quantity_positive = models.Constraint("CHECK (quantity >= 0)", "Less than nothing cannot come back.")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.bulk_id._forget_preview()
        return lines

    def write(self, vals):
        result = super().write(vals)
        self.bulk_id._forget_preview()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_preview(self):
        self.bulk_id._forget_preview()

    @api.depends("product_id", "bulk_id.partner_id", "bulk_id.date_from", "bulk_id.date_to", "bulk_id.return_ids.state")
    def _compute_available(self):
        for bulk, lines in self.grouped("bulk_id").items():
            available = {product._origin: quantity for product, quantity in bulk._available().items()}
            for line in lines:
                line.available = available.get(line.product_id._origin, 0)
