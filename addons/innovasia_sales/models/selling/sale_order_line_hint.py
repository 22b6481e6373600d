from odoo import api, fields, models

from ...tools.money import money


class SaleOrderLine(models.Model):
    """What the next wholesale price would be, said while the quantity is still open."""

    _inherit = "sale.order.line"

    price_hint = fields.Char("Wholesale", compute="_compute_price_hint")

    @api.depends("product_id", "product_uom_id", "product_uom_qty", "order_id.pricelist_id", "order_id.state")
    def _compute_price_hint(self):
        self.price_hint = False
        open_lines = self.filtered(lambda line: line.product_id and line.order_id.state in ("draft", "sent"))
        for pricelist, lines in open_lines.grouped(lambda line: line.order_id.pricelist_id).items():
            tiers = pricelist._price_tiers(lines.product_id) if pricelist else {}
            for line in lines:
                line.price_hint = line._hint_of(tiers.get(line.product_id, ()))

    def _hint_of(self, tiers):
        """:return: the first tier beyond this line's quantity, e.g. "12 or more: Rp 9.000"; False when there is none"""
        unit = self.product_id.uom_id
        quantity = self.product_uom_id._compute_quantity(self.product_uom_qty, unit) if self.product_uom_id else 0
        step = next(((needed, price) for needed, price in tiers if needed > quantity), None)
        if not step:
            return False
        quantity, price = f"{step[0]:g}", money(self.env, step[1], self.order_id.pricelist_id.currency_id)
        if self.product_uom_id != unit:
            quantity = f"{quantity} {unit.name}"
        return self.env._("%(quantity)s or more: %(price)s", quantity=quantity, price=price)
