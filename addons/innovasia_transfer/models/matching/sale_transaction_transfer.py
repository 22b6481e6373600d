from odoo import Command, api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

#: Written by matching only, never by a client.
MATCHED = frozenset(
    ("transfer_intent_id", "transfer_code_amount", "transfer_verification_id", "transfer_match_ids", "transfer_fee_ids")
)


class SaleTransaction(models.Model):
    """A payment that came by transfer: its money meets the bank's mutation on the suspense account (spec/004, point 5)."""

    _inherit = "sale.transaction"

    transfer_intent_id = fields.Many2one(
        "transfer.intent", "Expected transfer", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    transfer_code_amount = fields.Monetary(
        "Unique code", readonly=True, copy=False, help="How much of it is the code's rupiah, which are income of their own."
    )
    transfer_verification_id = fields.Many2one(
        "transfer.verification",
        "Manual verification",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="By which it was approved.",
    )
    transfer_match_ids = fields.One2many("transfer.match", "transaction_id", "Money", readonly=True)
    transfer_fee_ids = fields.Many2many(
        "account.move",
        "sale_transaction_transfer_fee",
        string="Bank's fee",
        readonly=True,
        copy=False,
        help="By which the bank's fee of it was booked, where it arrived in a sum with others.",
    )
    unbacked_amount = fields.Monetary(
        "Not seen at the bank",
        compute="_compute_unbacked_amount",
        store=True,
        compute_sudo=True,
        help="What was accepted, and no mutation of the bank speaks of yet.",
    )

    _unbacked_idx = models.Index("(unbacked_amount) WHERE unbacked_amount > 0")

    @api.depends("state", "payment_id.move_id.line_ids.amount_residual")
    def _compute_unbacked_amount(self):
        for transaction in self:
            accepted = transaction.state == "accepted"
            transaction.unbacked_amount = sum(transaction._suspense_line().mapped("amount_residual")) if accepted else 0

    @api.model_create_multi
    def create(self, vals_list):
        forbidden = {f"default_{name}" for name in MATCHED}
        clean = {key: value for key, value in self.env.context.items() if key not in forbidden}
        records = self.with_context(clean)  # pylint: disable=context-overridden
        return super(SaleTransaction, records).create(vals_list).with_env(self.env)

    def _refuse_decided(self, values):
        if MATCHED & values.keys():
            raise AccessError(self.env._("Only matching transfers says which transfer a transaction came by."))
        return super()._refuse_decided(values)

    def _suspense_line(self):
        """:return: account.move.line, what these payments claim from the bank's suspense account"""
        return self.payment_id.move_id.line_ids.filtered(
            lambda line: line.account_id.reconcile and line.account_id == line.journal_id.suspense_account_id
        )

    @api.model
    def _domain_unbacked(self):
        """:return: the domain of accepted transactions that no mutation of the bank speaks of yet"""
        return Domain("unbacked_amount", ">", 0)

    def _lock(self):
        """Intents and mutations come first, as everywhere where money is settled."""
        transactions = self.sudo()
        transactions.transfer_intent_id._lock()
        transactions.transfer_match_ids.mutation_id._lock_rows()
        return super()._lock()

    # --- accepting -----------------------------------------------------------------------------

    def _why_not_amount(self):
        if self.payment_method_id.is_transfer and not self.transfer_intent_id:
            return self.env._(
                "%s is paid by transfer: it is accepted by itself when the money arrives, or by a manual verification.",
                self.order_id.name or self.name,
            )
        return super()._why_not_amount()

    def _prepare_payment(self):
        values = super()._prepare_payment()
        if self.transfer_code_amount:
            values["line_ids"] = self._prepare_transfer_lines(values)
        return values

    def _prepare_transfer_lines(self, payment):
        """Cut the entry of a payment: the code's rupiah are income, outside tax, the rest is what the customer owed.

        :param dict payment: values of the account.payment
        :return: commands for the lines of its entry
        """
        method, payer = self.payment_method_id, self.env["res.partner"].browse(payment["partner_id"])
        receivable = payment.get("destination_account_id") or payer.property_account_receivable_id.id
        rounding = method.journal_id.transfer_rounding_account_id.id
        parts = [
            (payment["memo"], method._liquidity_account().id, self.amount),
            (payment["memo"], receivable, self.transfer_code_amount - self.amount),
            (self.env._("Unique code of %s", self.order_id.name), rounding, -self.transfer_code_amount),
        ]
        shared = {"partner_id": payer.id, "currency_id": payment["currency_id"], "date_maturity": payment["date"]}
        return [
            Command.create({**shared, "name": name, "account_id": account, "balance": part, "amount_currency": part})
            for name, account, part in parts
            if part
        ]

    # --- reversing -----------------------------------------------------------------------------

    def _reversed(self):
        result = super()._reversed()
        for transactions in self.grouped("reversal_reason").values():
            transactions.sudo()._unmatch()
        return result

    def _unmatch(self):
        """Take back what reversed transactions were matched with: the money is unexplained again, the orders wait anew."""
        matches = self.transfer_match_ids._live()
        matches._mark_undone(self[:1].reversal_reason)
        matches._reverse_entries(self.transfer_fee_ids, self[:1].reversal_reason)
        self.transfer_intent_id._recount()
