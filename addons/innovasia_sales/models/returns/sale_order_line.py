from odoo import api, fields, models

from .sale_return import CREDITED


class SaleOrderLine(models.Model):
    """How much of a line has come back, and how much still can."""

    _inherit = "sale.order.line"

    return_line_ids = fields.One2many("sale.return.line", "order_line_id", "Returns")
    returned_quantity = fields.Float(
        "Returned",
        digits="Product Unit",
        compute="_compute_returned_quantity",
        store=True,
        help="Taken back by returns and credited, whether it was shipped before or not.",
    )

    @api.depends("return_line_ids.quantity", "return_line_ids.return_id.state")
    def _compute_returned_quantity(self):
        for line in self:
            taken = line.return_line_ids.filtered(lambda row: row.return_id.state in CREDITED)
            line.returned_quantity = sum(taken.mapped("quantity"))

    @api.depends_context("of_one_order")
    def _compute_display_name(self):
        """Where only lines of one order are listed, the product says which."""
        result = super()._compute_display_name()
        if self.env.context.get("of_one_order"):
            for line in self:
                line.display_name = line.product_id.display_name or line.name
        return result

    # --- what is left to invoice: a credit note for what came back is no reason to charge it again ----------

    @api.depends("returned_quantity")
    def _compute_qty_to_invoice(self):
        result = super()._compute_qty_to_invoice()
        for line in self._charged_as_ordered():
            line.qty_to_invoice -= line.returned_quantity
        return result

    @api.depends("returned_quantity")
    def _compute_invoice_status(self):
        result = super()._compute_invoice_status()
        for line in self._charged_as_ordered().filtered(lambda line: line.invoice_status == "no"):
            if line.product_uom_id.compare(line.qty_invoiced + line.returned_quantity, line.product_uom_qty) >= 0:
                line.invoice_status = "invoiced"
        return result

    @api.depends("returned_quantity")
    def _compute_amount_to_invoice(self):
        result = super()._compute_amount_to_invoice()
        for line in self._charged_as_ordered():
            line.amount_to_invoice -= line.returned_quantity * line._price_per_unit()
        return result

    @api.depends("returned_quantity")
    def _compute_untaxed_amount_to_invoice(self):
        result = super()._compute_untaxed_amount_to_invoice()
        for line in self._charged_as_ordered():
            line.untaxed_amount_to_invoice -= line.returned_quantity * line._price_per_unit("price_subtotal")
        return result

    def _charged_as_ordered(self):
        return self.filtered(
            lambda line: line.state == "sale" and line.returned_quantity and line.product_id.invoice_policy == "order"
        )

    # --- for returns, with sudo --------------------------------------------------------------------------

    def _lines_that_charge(self):
        """:return: those of these lines that sell something by themselves"""
        return self.filtered(
            lambda line: (
                not line.display_type
                and not line.is_downpayment
                and line.product_id
                and line.product_id.type != "combo"
                and line.product_uom_qty > 0
            )
        )

    def _price_per_unit(self, amount="price_total"):
        """:return: what one unit of this line costs the customer, discount and taxes included"""
        return self[amount] / self.product_uom_qty if self.product_uom_qty else 0

    def _moves_gone(self):
        """What a return took back that was undone never came back, nor went out again."""
        return super()._moves_gone().filtered(lambda move: not move._is_undone())

    def _moves_back(self):
        return super()._moves_back().filtered(lambda move: not move._is_undone())

    def _taken_back(self, *conditions):
        """:return: how much of this line returns took back in these conditions, in its unit"""
        rows = self.return_line_ids.filtered(lambda row: row.condition in conditions and row.return_id.state in CREDITED)
        return sum(rows.mapped("quantity"))

    def _get_qty_procurement(self, previous_product_uom_qty=False):
        """What came back, or is not to be shipped any more, is not asked of the warehouse anew."""
        # sudo: whoever confirms an order may not see its returns
        taken = self.sudo()._taken_back("good", "damaged", "unsent")
        return super()._get_qty_procurement(previous_product_uom_qty) + taken

    def _returnable(self):
        """Tell how much of this line can come back, by condition (see ``sale.return.line``), in the line's unit.

        Whatever the condition, never more than was ordered and has not been returned yet. Good and damaged goods are what
        the customer has; unshipped is what was not sent, and is not cancelled by a return yet. Nothing to take back are
        services, and goods that the warehouse received without a return.
        """
        self.ensure_one()
        if not self._lines_that_charge():
            return {}
        left = self.product_uom_qty - self.returned_quantity
        if self.product_id.type != "consu":
            return {"none": max(left, 0)}
        to_unit = self.product_id.uom_id._compute_quantity
        gone = to_unit(self._moves_gone()._in_product_units(), self.product_uom_id)
        back = to_unit(self._moves_back()._in_product_units(), self.product_uom_id)
        unsent = self._taken_back("unsent")
        loose = back - self._taken_back("good", "damaged", "none")
        return {
            "good": max(gone - back, 0),
            "damaged": max(gone - back, 0),
            "unsent": max(min(self.product_uom_qty - gone - unsent, left), 0),
            "none": max(min(loose, left), 0),
        }

    def _charged_ever(self, invoices):
        """:return: list of (invoice line of these invoices, quantity in this line's unit)"""
        return [
            (charged, charged.product_uom_id._compute_quantity(charged.quantity, self.product_uom_id))
            for charged in self.invoice_lines
            if charged.move_id in invoices
        ]

    def _not_charged(self):
        """:return: how much of this line no posted invoice charges, and nobody paid at the Point of Sale, in its unit"""
        charged = sum(quantity for _line, quantity in self._charged_ever(self.order_id._invoiced()))
        sold = sum(self._convert_qty(self, line.qty, "p2s") for line in self._sold_at_pos())
        return max(self.product_uom_qty - charged - sold, 0)

    def _charged(self):
        """Tell which posted invoices charge this line, without what is credited; open ones first, then the latest.

        :return: list of (invoice line, quantity in this line's unit)
        """
        notes = self.invoice_lines.filtered(
            lambda line: line.move_id.state == "posted" and line.move_id.move_type == "out_refund"
        )
        credited = {}
        for line in notes:
            invoice = line.move_id.reversed_entry_id
            quantity = line.product_uom_id._compute_quantity(line.quantity, self.product_uom_id)
            credited[invoice] = credited.get(invoice, 0) + quantity
        invoices = self.order_id._invoiced().sorted(lambda move: (move.amount_residual > 0, move.id), reverse=True)
        # Credit notes of no certain invoice count against whichever is looked at first.
        loose = credited.pop(self.env["account.move"], 0)
        found = []
        for charged, quantity in sorted(self._charged_ever(invoices), key=lambda pair: invoices.ids.index(pair[0].move_id.id)):
            mine = min(credited.get(charged.move_id, 0), quantity)
            credited[charged.move_id] = credited.get(charged.move_id, 0) - mine
            other = min(loose, quantity - mine)
            loose -= other
            found.append((charged, quantity - mine - other))
        return found
