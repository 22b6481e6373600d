from odoo import fields, models


class SaleReturn(models.Model):
    """Other goods for those that came back: an order of its own, on which the credit is spent."""

    _inherit = "sale.return"

    def _same_again(self):
        """:return: list of values of ``sale.return.replacement``: what comes back, once more"""
        return [
            {
                "product_id": sold.product_id.id,
                "quantity": sum(lines.mapped("quantity")),
                "price_unit": sold.price_unit * (1 - sold.discount / 100),
            }
            for sold, lines in self.line_ids.filtered("quantity").grouped("order_line_id").items()
        ]

    def _exchange(self):
        """Order what is sent instead, and spend the credit on it. What is over stays credit; what is missing is owed."""
        if not self.replacement_ids:
            self.replacement_ids = [fields.Command.create(values) for values in self._same_again()]
        order = self.env["sale.order"].create(self._prepare_replacement_order())
        self.replacement_order_id = order
        order.action_confirm()
        order._invoice_whole({order: self.company_id._ledger_date()})
        self._set_off(order.invoice_ids)

    def _prepare_replacement_order(self):
        former = self.order_id
        return {
            "company_id": self.company_id.id,
            "partner_id": former.partner_id.id,
            "partner_invoice_id": former.partner_invoice_id.id,
            "partner_shipping_id": former.partner_shipping_id.id,
            "pricelist_id": former.pricelist_id.id,
            "fiscal_position_id": former.fiscal_position_id.id,
            "payment_term_id": former.payment_term_id.id,
            "warehouse_id": former.warehouse_id.id,
            "user_id": former.user_id.id,
            "team_id": former.team_id.id,
            "carrier_id": former.carrier_id.id,
            "sales_channel_id": former.sales_channel_id.id,
            "wa_channel_id": former.wa_channel_id.id,
            "origin": f"{self.name} {former.name}",
            "order_line": [
                fields.Command.create(
                    {"product_id": line.product_id.id, "product_uom_qty": line.quantity, "price_unit": line.price_unit}
                )
                for line in self.replacement_ids
            ],
        }
