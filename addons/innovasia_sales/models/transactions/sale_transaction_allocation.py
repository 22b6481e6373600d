from odoo import fields, models


class SaleTransactionAllocation(models.Model):
    """How much of a transaction pays which invoice, when it settles several: written by the settlement only."""

    _name = "sale.transaction.allocation"
    _description = "Part of a Transaction"
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
