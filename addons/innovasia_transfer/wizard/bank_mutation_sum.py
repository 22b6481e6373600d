from datetime import timedelta

from odoo import Command, api, fields, models

from ..models.matching.bank_mutation_sum import MOST_FEE

#: Days before the money within which its payments were made.
DAYS = 7


class BankMutationSum(models.TransientModel):
    """Which payments a sum is of that QRIS or a card terminal paid out, less the bank's fee."""

    _name = "bank.mutation.sum"
    _description = "Sum of Several Payments"

    mutation_id = fields.Many2one("bank.mutation", required=True, readonly=True)
    currency_id = fields.Many2one(related="mutation_id.currency_id")
    arrived = fields.Monetary(related="mutation_id.open_amount", string="Arrived")
    line_ids = fields.One2many("bank.mutation.sum.line", "sum_id", "Payments")
    total = fields.Monetary("Chosen payments", compute="_compute_fee")
    fee = fields.Monetary("Bank's fee", compute="_compute_fee")

    @api.depends("line_ids.is_part", "line_ids.amount")
    def _compute_fee(self):
        for window in self:
            window.total = sum(window.line_ids.filtered("is_part").mapped("amount"))
            window.fee = window.total - window.arrived

    @api.model
    def _open(self, mutation):
        """:return: an action: the window, with the payments that this may be the sum of; those of a day that fit are chosen"""
        rows = [
            {"transaction_id": each.id, "name": each.name, "order_name": each.order_id.name, "amount": each.unbacked_amount,
             "partner_name": each.partner_id.name, "paid_at": each.paid_at}
            for each in mutation._sum_transactions()
        ] + [
            {"intent_id": each.id, "name": each.name, "order_name": each.order_id.name, "amount": each._still_due(),
             "partner_name": each.partner_id.name, "paid_at": each.qr_paid_at}
            for each in mutation._sum_intents()
        ]  # fmt: skip
        day = self._day_of(mutation, rows)
        for row in rows:
            row["is_part"] = day is not None and self._day(mutation, row) == day
        window = self.create({"mutation_id": mutation.id, "line_ids": [Command.create(row) for row in rows]})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sum of Several Payments"),
            "res_model": self._name,
            "res_id": window.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def _day_of(self, mutation, rows):
        """:return: the latest day whose payments are what arrived and a fee, or None"""
        for age in range(DAYS + 1):
            day = mutation.date - timedelta(days=age)
            total = sum(row["amount"] for row in rows if self._day(mutation, row) == day)
            if 0 <= (total - mutation.open_amount) * 100 <= MOST_FEE * total and total:
                return day
        return None

    def _day(self, mutation, row):
        return mutation.company_id._ledger_date(row["paid_at"])

    def action_confirm(self):
        """Match them.

        :return: a notice
        :raises AccessError: for others than matchers
        :raises UserError: with what stands in the way; nothing is booked then
        """
        self.ensure_one()
        # sudo: which payments these are was told by `_open`; matching asks who may
        lines = self.sudo().line_ids.filtered("is_part")
        return self.mutation_id.action_match_sum(lines.transaction_id.ids, lines.intent_id.ids)


class BankMutationSumLine(models.TransientModel):
    """A payment that may be part of the sum: told by its name, since who matches has no rights on what cashiers enter."""

    _name = "bank.mutation.sum.line"
    _description = "Payment of a Sum"
    _order = "paid_at, id"

    sum_id = fields.Many2one("bank.mutation.sum", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="sum_id.currency_id")
    is_part = fields.Boolean("Part of it")
    name = fields.Char("Payment", readonly=True)
    order_name = fields.Char("Order", readonly=True)
    partner_name = fields.Char("Customer", readonly=True)
    paid_at = fields.Datetime("Paid on", readonly=True)
    amount = fields.Monetary(readonly=True)
    transaction_id = fields.Many2one("sale.transaction", readonly=True)
    intent_id = fields.Many2one("transfer.intent", readonly=True)
