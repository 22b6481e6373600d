from odoo import models


class SaleOrder(models.Model):
    """An order that was received and is paid is done, and no longer done when that is no longer so."""

    _inherit = "sale.order"

    def _stage_settle(self):
        """Bring orders to Done that are received and paid, and those back that are paid no longer.

        An order with nothing to ship (a donation, a service) is done when it is paid. Called whenever invoices of the orders
        are posted, reconciled or come open again; safe to call at any time.
        """
        waiting = self.filtered(
            lambda order: order.stage == "received" or (order.stage in ("ordered", "processing") and not order._has_goods())
        )
        done = self.filtered(lambda order: order.stage == "done")
        paid = (waiting | done).filtered(lambda order: order._is_paid())
        (waiting & paid)._stage_move("done")
        for stage, orders in (done - paid).grouped(lambda order: order._stage_before_done()).items():
            orders._stage_move(stage, self.env._("Not fully paid any more"))

    def _stage_before_done(self):
        """:return: the stage from which this order came to Done"""
        if self._has_goods():
            return "received"
        step = self.sudo().step_ids.filtered(lambda step: step.stage == "done")[:1]
        return step.former_stage if step.former_stage in ("ordered", "processing") else "ordered"

    def _has_goods(self):
        """:return: whether this order has anything to ship"""
        return any(line.product_id.type == "consu" and line.product_uom_qty > 0 for line in self.order_line)

    def _is_paid(self):
        """:return: whether all of this order is charged, by invoices or at the Point of Sale, and no posted invoice is open"""
        order = self.sudo()
        invoices = order.invoice_ids.filtered(
            lambda move: move.state == "posted" and move.move_type in ("out_invoice", "out_receipt")
        )
        if any(not invoice.currency_id.is_zero(invoice.amount_residual) for invoice in invoices):
            return False
        if not invoices and not order.order_line._sold_at_pos():
            return order.currency_id.is_zero(order.amount_total)
        return all(line._is_charged(invoices) for line in order.order_line)


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _is_charged(self, invoices):
        """Whether nothing of this line is left to charge; a credit note for goods that came back does not change that.

        :param invoices: customer invoices, without credit notes
        """
        if self.display_type or self.is_downpayment:
            return True
        due = self.qty_delivered if self.product_id.invoice_policy == "delivery" else self.product_uom_qty
        invoiced = sum(
            line.product_uom_id._compute_quantity(line.quantity, self.product_uom_id)
            for line in self.invoice_lines
            if line.move_id in invoices
        )
        sold = sum(self._convert_qty(self, line.qty, "p2s") for line in self._sold_at_pos())
        return self.product_uom_id.compare(invoiced + sold, due) >= 0

    def _sold_at_pos(self):
        """:return: pos.order.line, what of these lines was paid at the Point of Sale"""
        return self.sudo().pos_order_line_ids.filtered(lambda line: line.order_id.state in ("paid", "done", "invoiced"))
