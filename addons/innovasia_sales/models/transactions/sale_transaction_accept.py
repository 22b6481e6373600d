from psycopg2.errors import SerializationFailure

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import clean_context

from ...tools.batch import attempt
from ...tools.money import money


class SaleTransaction(models.Model):
    """Terima: order confirmed and invoiced, payment entered on the claimed day and reconciled (spec/000, step 10)."""

    _inherit = "sale.transaction"

    def action_accept(self):
        """Accept these transactions: the money has arrived.

        All of it or nothing, for each: what cannot be accepted is left as it is, with a sentence that says why. Two people
        who accept the same transaction at once make one payment, and the second one is told who was first.

        :return: an action: a notice for one, a window with a result per row for many
        :raises AccessError: when this person is no verifier
        :raises UserError: when the only one cannot be accepted
        """
        outcome, done, credit = self._accept_each()
        notes = credit if len(self) == 1 else {t: f"{done}. {note}" for t, note in credit.items()}
        return self._report(outcome, done, notes)

    def _accept_each(self):
        """See ``_decide_selected``."""
        self._check_verifier()
        outcome = self._decide(lambda transactions: transactions._accept(self.env.user), by=self.env.user)
        credit = {transaction: transaction._note_of_credit() for transaction in self if not outcome[transaction]}
        return outcome, self.env._("Accepted"), {transaction: note for transaction, note in credit.items() if note}

    def _accept_by_itself(self):
        """Accept what needs nobody's look: a cashier's cash, or what a verifier enters.

        :raises UserError: when one of them cannot be accepted; then none is
        """
        transactions = self.sudo()._without_defaults()
        transactions._lock()
        transactions._check_acceptable()
        transactions._accept()

    # --- deciding about many -------------------------------------------------------------------

    def _decide(self, deed, by=None, refusal="_why_not_acceptable"):
        """Do something to as many of these transactions as can be, each entirely or not at all.

        :param deed: called with some of them, as superuser
        :param by: res.users who decides, where that may be the wrong person
        :param str refusal: the method that tells why it cannot be done to one
        :return: {transaction: None, or the sentence that says why not}
        """
        try:
            self._lock()
        except SerializationFailure:
            self._refuse_at_once(refusal)
            raise
        # sudo: verifiers have no rights on orders, invoices and payments; what they may do is checked here
        transactions = self.sudo()._without_defaults()
        outcome = {t: getattr(t, refusal)() or (by and t._why_not_decided_by(by)) for t in transactions}
        possible = transactions.filtered(lambda transaction: not outcome[transaction])
        outcome |= attempt(possible, deed)
        return {transaction: outcome[transaction] for transaction in transactions}

    def _without_defaults(self):
        """:return: these, without the defaults that a client's context would give to what is made for them"""
        return self.with_context(clean_context(self.env.context))  # pylint: disable=context-overridden

    def _refuse_at_once(self, refusal):
        """Tell who was faster, from a fresh look: otherwise Odoo waits a while, and begins anew to find it out.

        :raises UserError: when there is only one, and somebody else decided about it a moment ago
        """
        if len(self) == 1:
            with self.env.registry.cursor() as cr:
                if reason := getattr(self.with_env(self.env(cr=cr, su=True)), refusal)():
                    raise UserError(reason) from None

    def _report(self, outcome, done, notes=None):
        """:param dict outcome: {transaction: None or refusal}
        :param str done: what happened to the others, in a word
        :param dict notes: {transaction: what else there is to say}
        :return: an action that tells it
        :raises UserError: when there is only one, and it was refused
        """
        notes = notes or {}
        if len(outcome) == 1:
            [(transaction, refusal)] = outcome.items()
            if refusal:
                raise UserError(refusal)
            message = " ".join(filter(None, [f"{transaction.name}, {transaction._money()}.", notes.get(transaction)]))
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "success",
                    "title": done,
                    "message": message,
                    "next": {"type": "ir.actions.act_window_close"},
                },
            }
        rows = [(transaction, refusal, notes.get(transaction) or done) for transaction, refusal in outcome.items()]
        return self.env["sale.transaction.result"]._show(rows)

    # --- accepting -----------------------------------------------------------------------------

    def _accept(self, user=None):
        """Accept without asking anybody; the caller has locked and checked them.

        :param user: res.users who decided; none when it happens by itself
        """
        for company, transactions in self.grouped("company_id").items():
            # Dates are the company's: what is paid after midnight there is not in the future for a user far away.
            books = transactions.with_company(company).with_context(
                tz=company._ledger_zone(), mail_auto_subscribe_no_notify=True
            )
            books._confirm_orders()
            books._invoice_orders()
            payments = books._enter_payments()
            books._reconcile(payments)
            for transaction, payment in zip(transactions, payments, strict=True):
                transaction.payment_id = payment
        self.write({"state": "accepted", "decided_at": fields.Datetime.now(), "decided_by_id": user and user.id})
        self._note_on_orders(
            lambda t: self.env._(
                "%(name)s accepted: %(amount)s by %(method)s, paid on %(date)s.",
                name=t.name,
                amount=t._money(),
                method=t.payment_method_id.name,
                date=t._clock(t.paid_at),
            )
        )
        self._accepted()

    def _accepted(self):
        """Called in the same database transaction after these were accepted: receipts and notices begin here."""

    def _confirm_orders(self):
        self.order_id.filtered(lambda order: order.state in ("draft", "sent")).action_confirm()

    def _invoice_orders(self):
        dates = {}
        for transaction in self.filtered("order_id"):
            date = transaction.company_id._ledger_date(transaction.paid_at)
            dates[transaction.order_id] = min(date, dates.get(transaction.order_id, date))
        self.order_id._invoice_whole(dates)

    def _enter_payments(self):
        """:return: account.payment, posted, one for each transaction in this order"""
        payments = self.env["account.payment"].create([transaction._prepare_payment() for transaction in self])
        # Verified money is on the account already. Only writing it keeps Odoo from its own choice, money on its way.
        for transaction, payment in zip(self, payments, strict=True):
            payment.outstanding_account_id = transaction.payment_method_id._liquidity_account()
        payments.action_post()
        return payments

    def _prepare_payment(self):
        method, invoices = self.payment_method_id, self._invoices_to_pay()
        payer = invoices[:1].partner_id or self.order_id.partner_invoice_id or self.partner_id
        values = {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": payer.commercial_partner_id.id,
            "amount": self.amount,
            "currency_id": self.currency_id.id,
            "date": self.company_id._ledger_date(self.paid_at),
            "journal_id": method.journal_id.id,
            "payment_method_line_id": method._incoming_line().id,
            "memo": " ".join(filter(None, [self.name, self.order_id.name])),
        }
        if receivable := invoices._receivable_lines().account_id[:1]:
            values["destination_account_id"] = receivable.id
        if self.allocation_ids:
            values["line_ids"] = self.allocation_ids._prepare_payment_lines(values)
        return values

    def _invoices_to_pay(self):
        """:return: account.move, the open invoices that this transaction pays, oldest first"""
        self.ensure_one()
        return self.allocation_ids.invoice_id or self.order_id._open_invoices()

    def _reconcile(self, payments):
        """Settle the invoices with the payments, oldest first. What is over stays the customer's credit."""
        plan = []
        for transaction, payment in zip(self, payments, strict=True):
            paid = payment.move_id._receivable_lines()
            if transaction.allocation_ids:
                plan += transaction.allocation_ids._reconciliations(paid)
            else:
                plan.append(paid | transaction._invoices_to_pay()._receivable_lines(paid.account_id))
        self.env["account.move.line"]._reconcile_plan([lines for lines in plan if len(lines) > 1])

    def _note_of_credit(self):
        """:return: the sentence that says how much of an accepted transaction nothing asked for; None where all was owed"""
        left = -sum(self.sudo().payment_id.move_id._receivable_lines().mapped("amount_residual"))
        if self.currency_id.compare_amounts(left, 0) <= 0:
            return None
        return self.env._(
            "%s of it was not owed any more, and stays the customer's credit.",
            money(self.env, left, self.currency_id),
        )

    def _note_on_orders(self, text):
        """Log a line in the history of each order.

        :param text: called with a transaction
        """
        bodies = {transaction.order_id.id: text(transaction) for transaction in self.filtered("order_id")}
        self.env["sale.order"].browse(bodies)._message_log_batch(bodies)
