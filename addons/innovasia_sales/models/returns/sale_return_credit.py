from odoo import fields, models
from odoo.exceptions import UserError


class SaleReturn(models.Model):
    """The credit notes of a return: one for each invoice, linked to it and reconciled with what it still claims."""

    _inherit = "sale.return"

    def _credit(self):
        notes = self.env["account.move"].create(
            [self._prepare_credit_note(invoice, rows) for invoice, rows in self._credit_plan().items()]
        )
        # Posting reconciles a credit note with the invoice that it reverses.
        notes.action_post()

    def _credit_plan(self):
        """Find the invoice lines that charged what comes back: those of open invoices first, as nobody paid them.

        :return: {invoice: list of (invoice line, quantity in its unit)}
        :raises UserError: when less was invoiced than comes back
        """
        plan = {}
        for sold, lines in self.line_ids.grouped("order_line_id").items():
            left = sum(lines.mapped("quantity"))
            for charged, quantity in sold._charged():
                part = min(left, quantity)
                if sold.product_uom_id.compare(part, 0) > 0:
                    rows = plan.setdefault(charged.move_id, [])
                    rows.append((charged, sold.product_uom_id._compute_quantity(part, charged.product_uom_id)))
                    left -= part
            if sold.product_uom_id.compare(left, 0) > 0:
                raise UserError(
                    self.env._(
                        "%(product)s: %(quantity)s of it is credited already, or was never invoiced.",
                        product=sold.product_id.display_name,
                        quantity=f"{left:g} {sold.product_uom_id.name}",
                    )
                )
        return plan

    def _prepare_credit_note(self, invoice, rows):
        return {
            "move_type": "out_refund",
            "sale_return_id": self.id,
            "reversed_entry_id": invoice.id,
            "partner_id": invoice.partner_id.id,
            "partner_shipping_id": invoice.partner_shipping_id.id,
            "journal_id": invoice.journal_id.id,
            "currency_id": invoice.currency_id.id,
            "fiscal_position_id": invoice.fiscal_position_id.id,
            "invoice_user_id": invoice.invoice_user_id.id,
            "team_id": invoice.team_id.id,
            "invoice_date": self.company_id._ledger_date(),
            "invoice_origin": self.order_id.name,
            "ref": self.env._("%(return)s: %(reason)s", **{"return": self.name, "reason": self.reason_id.name}),
            "invoice_line_ids": [
                fields.Command.create(self._prepare_credit_line(charged, quantity)) for charged, quantity in rows
            ],
        }

    def _prepare_credit_line(self, charged, quantity):
        return {
            "product_id": charged.product_id.id,
            "name": charged.name,
            "quantity": quantity,
            "product_uom_id": charged.product_uom_id.id,
            "price_unit": charged.price_unit,
            "discount": charged.discount,
            "tax_ids": [fields.Command.set(charged.tax_ids.ids)],
            "account_id": charged.account_id.id,
            "analytic_distribution": charged.analytic_distribution,
            "sale_line_ids": [fields.Command.set(charged.sale_line_ids.ids)],
        }
