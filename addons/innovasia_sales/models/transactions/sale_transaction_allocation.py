from odoo import Command, fields, models


class SaleTransactionAllocation(models.Model):
    """How much of a transaction pays which invoice, when it settles several: written by the settlement only."""

    _name = "sale.transaction.allocation"
    _description = "Part of a Transaction"
    _order = "id"
    _check_company_auto = True

    transaction_id = fields.Many2one("sale.transaction", required=True, index=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="transaction_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id")
    invoice_id = fields.Many2one(
        "account.move", required=True, index=True, readonly=True, check_company=True, ondelete="restrict"
    )
    amount = fields.Monetary(required=True, readonly=True, help="What is meant for this invoice, in whole rupiah.")

    _amount_positive = models.Constraint("CHECK (amount > 0)", "Each part of a transaction is more than zero.")
    _invoice_unique = models.Constraint("UNIQUE (transaction_id, invoice_id)", "An invoice is settled once by a transaction.")

    def _prepare_payment_lines(self, payment):
        """Cut a payment's entry so that each invoice gets its own part, and what is over is a part as well.

        :param dict payment: values of the account.payment
        :return: commands for the lines of its entry
        """
        transaction, receivables = self.transaction_id, self.invoice_id._receivable_lines().account_id
        parts = [(part.invoice_id.name, part.amount, part._receivable_account(receivables)) for part in self]
        over = transaction.currency_id.round(transaction.amount - sum(self.mapped("amount")))
        if over > 0:
            parts.append((transaction.name, over, receivables[:1]))
        shared = {"partner_id": payment["partner_id"], "currency_id": payment["currency_id"], "date_maturity": payment["date"]}
        method = transaction.payment_method_id
        money = {"name": payment["memo"], "account_id": method._liquidity_account().id, "balance": transaction.amount}
        credits = [{"name": name, "account_id": account.id, "balance": -amount} for name, amount, account in parts]
        return [
            Command.create({**shared, **line, "amount_currency": line["balance"], "sequence": sequence})
            for sequence, line in enumerate([money, *credits])
        ]

    def _receivable_account(self, receivables):
        return (self.invoice_id.line_ids.account_id & receivables or receivables)[:1]

    def _reconciliations(self, paid):
        """:param paid: account.move.line, what the payment paid, one line per part
        :return: list of account.move.line that settle each other
        """
        lines = zip(self, paid.sorted("sequence"), strict=False)
        return [line | part.invoice_id._receivable_lines(line.account_id) for part, line in lines]
