from odoo import api, models
from odoo.exceptions import UserError


class SaleOrderLine(models.Model):
    """Lines are part of their order's history, and as fixed as it is."""

    _name = "sale.order.line"
    _inherit = ["sale.order.line", "watched.fields"]

    _watched = ("product_id", "name", "product_uom_qty", "product_uom_id", "price_unit", "discount", "tax_ids")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        sold = lines._sold_lines().sudo()
        # Lines that are made together with their order are no change of it.
        new = set(lines.ids)
        grown = sold.order_id.filtered(lambda order: not new.issuperset(order.order_line.ids))
        added = sold.filtered(lambda line: line.order_id in grown)
        if added:
            # Odoo notes what was delivered without being ordered as a line of quantity zero.
            added.filtered("product_uom_qty")._refuse_late_lines(self.env.su)
            begun = added.order_id._watched_begun()
            self.env["sale.order"]._keep_changes(
                line._change_values(kind="added", new_value=line._sold_text()) for line in added if line.order_id in begun
            )
        return lines

    def unlink(self):
        sold = self._sold_lines().sudo()
        sold._refuse_late_lines(self.env.su)
        begun = sold.order_id._watched_begun()
        rows = [line._change_values(kind="removed", old_value=line._sold_text()) for line in sold if line.order_id in begun]
        result = super().unlink()
        if rows:
            self.env["sale.order"]._keep_changes(rows)
        return result

    def _watched_begun(self):
        begun = self.order_id._watched_begun()
        return self.filtered(lambda line: line.order_id in begun)

    def _watched_changed(self, changes, begun):
        sold = self._sold_lines()
        if not self.env.su:
            edited = {}
            for line, name, *_ in changes:
                if line in sold:
                    edited.setdefault(line.order_id, []).append(name)
            self.env["sale.order"]._refuse_late_edit(edited)
        self.env["sale.order"]._keep_changes(
            line._change_values(name, line._watched_text(name, old), line._watched_text(name, new))
            for line, name, old, new in changes
            if line in begun and line in sold
        )

    def _sold_lines(self):
        """Without sections, notes and down payments, which say nothing of what is sold."""
        return self.filtered(lambda line: not line.display_type and not line.is_downpayment)

    def _refuse_late_lines(self, by_system):
        """:raises UserError: when a line comes or goes after its order was invoiced or shipped"""
        for order in self.order_id if not by_system else ():
            fixed, reason = order._fixed_by_now()
            if fixed:
                raise UserError(reason)

    def _sold_text(self):
        return f"{self.product_uom_qty:g} {self.product_uom_id.name} × {self._watched_text('price_unit', self.price_unit)}"

    def _change_values(self, field_name=False, old_value=False, new_value=False, kind="changed"):
        return {
            "order_id": self.order_id.id,
            "kind": kind,
            "line_name": self.product_id.display_name or self.name,
            "field_name": field_name,
            "old_value": old_value,
            "new_value": new_value,
        }
