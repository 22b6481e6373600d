from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_sales.tools.money import money

from ...tools.given import whole_amount


class TransferIntent(models.Model):
    """Money that arrived settles what waited for it: matched, entered in the books and reconciled, the order paid, in one
    transaction of the database (spec/004, point 4)."""

    _inherit = "transfer.intent"

    transaction_ids = fields.One2many("sale.transaction", "transfer_intent_id", "Payments", readonly=True)

    def _settle(self, amounts, kind, user=None, verification=None):
        """Pay this intent's order with mutations of the bank.

        The code's rupiah are income of their own. More than the order owes is the customer's credit; with less it stays
        open. Intents are locked before mutations, and these before transactions and orders.

        :param dict amounts: {bank.mutation: whole rupiah of it that are meant for this}
        :param str kind: automatic or manual
        :param user: res.users who says so
        :param verification: transfer.verification that names the mutation
        :return: transfer.match, one for each mutation
        :raises UserError: with what stands in the way; nothing is done then
        """
        self.ensure_one()
        with self.env.cr.savepoint():
            return self._settle_all(amounts, kind, user, verification)

    def _settle_all(self, amounts, kind, user, verification):
        mutations = self.env["bank.mutation"].union(*amounts).sudo()
        self._lock()
        mutations._lock_rows()
        mutations._check_open()
        if refusal := self._why_not_settled():
            raise UserError(refusal)
        self._check_amounts(amounts)
        self._close_when_paid(sum(amounts.values()))
        transactions = self.env["sale.transaction"]
        for mutation in mutations:
            transactions |= self._enter(
                amounts[mutation], mutation._paid_at(), mutation._method_for(self), user=user, verification=verification
            )
        matches = self.env["transfer.match"].create(
            [
                {
                    **mutation._prepare_match(transaction.amount, kind, user),
                    "intent_id": self.id,
                    "transaction_id": transaction.id,
                    "verification_id": verification and verification.id,
                }
                for mutation, transaction in zip(mutations, transactions, strict=True)
            ]
        )
        for mutation, transaction in zip(mutations, transactions, strict=True):
            mutation._reconcile_with(transaction._suspense_line())
        mutations._recount()
        self._came(matches)
        return matches

    def _approve_unbacked(self, amount, user, verification):
        """Pay this intent's order on the word of a second person: no mutation of the bank speaks of it yet.

        :param int amount: whole rupiah
        :param user: res.users who approves it
        :param verification: transfer.verification with the evidence
        :return: sale.transaction; what it claims from the suspense account waits for a mutation
        :raises UserError: with what stands in the way; nothing is done then
        """
        self.ensure_one()
        with self.env.cr.savepoint():
            self._lock()
            self._close_when_paid(amount)
            paid_at = min(verification.transferred_at or fields.Datetime.now(), fields.Datetime.now())
            transaction = self._enter(amount, paid_at, self.payment_method_id, user=user, verification=verification)
            self._came(self.env["transfer.match"])
        return transaction

    # --- steps ---------------------------------------------------------------------------------

    def _close_when_paid(self, amount):
        """Close this as paid when so much more is enough, before it is booked: an order that turns paid cancels what waits."""
        enough = self.currency_id.compare_amounts(self.received + amount, self.base) >= 0
        if enough and self.state != "paid":
            self._close("paid")

    def _why_not_settled(self):
        """:return: the sentence that says why money cannot be matched with this, or None"""
        order = self.order_id.sudo()
        return self.env._("Order %s is cancelled. Take it up again first.", order.name) if order.state == "cancel" else None

    def _check_amounts(self, amounts):
        """:raises UserError: when more is asked of a mutation than is open of it, or it is another company's"""
        for mutation, amount in amounts.items():
            if whole_amount(amount) is None:
                raise UserError(self.env._("Write a whole amount that is more than zero."))
            if amount > mutation.open_amount:
                raise UserError(
                    self.env._(
                        "Only %(open)s of %(mutation)s are open.",
                        open=money(self.env, mutation.open_amount, self.currency_id),
                        mutation=mutation.display_name,
                    )
                )
            if mutation.company_id != self.company_id:
                raise UserError(self.env._("%s is on an account of another company.", mutation.display_name))

    def _enter(self, amount, paid_at, method, user=None, verification=None):
        """Enter and accept a transaction.

        :return: sale.transaction, accepted
        :raises UserError: when it cannot be accepted
        """
        # A payment to any other account goes to the bank's account at once, where the bank's own word of it stands already.
        if problem := method.journal_id._transfer_problem():
            raise UserError(problem)
        transaction = (
            self.env["sale.transaction"]
            .sudo()
            ._without_defaults()
            .create(
                {
                    "order_id": self.order_id.id,
                    "amount": amount,
                    "paid_at": paid_at,
                    "payment_method_id": method.id,
                    "source": "transfer",
                    "user_id": self.user_id.id,
                    "wa_channel_id": self.wa_channel_id.id,
                    "transfer_intent_id": self.id,
                    "transfer_code_amount": self._code_part(amount),
                    "transfer_verification_id": verification and verification.id,
                }
            )
        )
        transaction._date_in_open_books()
        transaction._lock()
        transaction._check_acceptable()
        transaction._accept(user)
        return transaction

    def _accepted(self):
        """:return: sale.transaction, what counts as paid for these"""
        return self.transaction_ids.filtered(lambda transaction: transaction.state == "accepted")

    def _code_part(self, amount):
        """:return: how much of an amount that arrives now is the code's: what is more than the base, up to the code"""
        accepted = self._accepted()
        arrived = sum(accepted.mapped("amount")) + amount
        share = min(self.code, max(0, arrived - self.base)) - sum(accepted.mapped("transfer_code_amount"))
        return min(max(0, share), amount)

    def _came(self, matches):
        """Say what came of money that arrived: in the state, to the hooks, and in the history."""
        self._recount()
        outcome = self._outcome()
        for match in matches or [matches]:
            self._money_came(match, outcome)
        self._message_log(body=self._outcome_told())

    def _recount(self):
        """Bring what was received, and the state, to what the accepted transactions say."""
        for intent in self.sudo():
            intent.received = sum(intent._accepted().mapped("amount"))
            intent._close_when_paid(0)
            if intent.state == "paid" and intent._outcome() == "under":
                intent._reopen()

    def _outcome(self):
        """:return: paid, under or over: what arrived in all, beside what was to be paid"""
        compare = self.currency_id.compare_amounts
        if compare(self.received, self.base) < 0:
            return "under"
        return "over" if compare(self.received, self.payable) > 0 else "paid"

    def _outcome_told(self):
        """:return: what came of money that arrived, in a sentence"""
        values = {
            "order": self.order_id.name,
            "received": money(self.env, self.received, self.currency_id),
            "left": money(self.env, self.payable - self.received, self.currency_id),
            "over": money(self.env, self.received - self.payable, self.currency_id),
        }
        return {
            "paid": self.env._("%(order)s is paid: %(received)s arrived.", **values),
            "under": self.env._("%(order)s waits for %(left)s: %(received)s arrived so far.", **values),
            "over": self.env._("%(order)s is paid: %(received)s arrived, %(over)s more than was asked for.", **values),
        }[self._outcome()]
