from datetime import timedelta

from odoo import models
from odoo.tools import SQL, LazyTranslate

from ...tools.suggestions import Expected, Money, Suggester

_lt = LazyTranslate(__name__)

#: Closed intents of so many days are guessed as well: late and second payments.
CLOSED_DAYS = 60
#: Banks date by the day, and some before midnight of it.
EARLY = timedelta(days=1)
#: What the reasons of suggestions mean, for people.
REASONS = {
    "exact": _lt("exactly the amount"),
    "rest": _lt("exactly what is left to pay"),
    "base": _lt("the code is missing"),
    "swapped": _lt("two digits swapped"),
    "other_code": _lt("another code"),
    "mistyped": _lt("one digit is different"),
    "digit_missing": _lt("a digit is missing"),
    "digit_extra": _lt("a digit too many"),
    "near": _lt("nearly the amount"),
    "part": _lt("less than was asked for"),
    "more": _lt("more than was asked for"),
    "number": _lt("its number is in the text"),
    "name": _lt("same name"),
    "name_part": _lt("a name alike"),
    "proof": _lt("a proof was uploaded"),
    "in_time": _lt("in time"),
    "early": _lt("booked before it was asked for"),
    "late": _lt("after the code was given back"),
    "released": _lt("given up"),
    "cancelled": _lt("cancelled"),
    "paid": _lt("paid already"),
    "other_account": _lt("on another account"),
}


class BankMutation(models.Model):
    """What money may have been for, when it does not match by itself (TRANSFERS.md 6)."""

    _inherit = "bank.mutation"

    def _suggest(self, targets=None, limit=5):
        """Rank what these credits may have been for: expected transfers, and payments that were approved without money.

        Two queries, however many there are. It shows what the caller may not be allowed to see: check before.

        :param targets: transfer.intent or sale.transaction, when only those are meant; otherwise all that wait, or were
            closed of late
        :param int limit: so many for each, best first
        :return: {bank.mutation: [``tools.suggestions.Suggestion``]}; ``target`` is a transfer.intent or a sale.transaction,
            ``reasons`` are keys of ``REASONS``
        """
        if not self:
            return {}
        self.env.flush_all()
        some = targets._name if targets is not None else None
        expected = []
        if some != "sale.transaction":
            expected += self._expected_intents(targets)
        if some != "transfer.intent":
            expected += self._expected_backing(targets)
        suggester = Suggester(expected)
        return {mutation: suggester.rank(mutation._money(), limit) for mutation in self}

    def _money(self):
        """:return: this mutation as suggestions look at it"""
        text = " ".join(filter(None, (self.description, self.sender_name)))
        return Money(int(self.amount), self.date, text, self.journal_id.id)

    def _expected_intents(self, intents=None):
        """:return: list of ``tools.suggestions.Expected``"""
        some = SQL("intent.id = ANY(%s)", intents.ids) if intents is not None else self._of_late()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT intent.id, intent.payable, intent.base, coalesce(intent.received, 0), intent.state, %(opened)s, %(last)s,
                       customer.complete_name, intent.name, sold.name, intent.journal_id, intent.proof_at IS NOT NULL
                  FROM transfer_intent AS intent
                  JOIN sale_order AS sold ON sold.id = intent.order_id
                  JOIN res_partner AS customer ON customer.id = intent.partner_id
                 WHERE %(some)s
                """,
                opened=self._day_of("intent", "opened_at"),
                last=self._day_of("intent", "release_at"),
                some=some,
            )
        )
        found = self.env["transfer.intent"].browse(row[0] for row in rows)
        return [
            Expected(intent, int(payable), int(base), int(received), state, opened - EARLY, last, name, numbers, account, proof)
            for intent, (_id, payable, base, received, state, opened, last, name, *numbers, account, proof) in zip(
                found, rows, strict=True
            )
        ]

    def _of_late(self):
        """:return: SQL that holds for intents of these companies that wait, or were closed not long before this money"""
        since = min(self.mapped("date")) - timedelta(days=CLOSED_DAYS)
        return SQL(
            "intent.company_id = ANY(%s) AND (intent.state IN ('open', 'grace') OR intent.closed_at >= %s)",
            self.company_id.ids,
            since,
        )

    def _expected_backing(self, transactions=None):
        """:return: list of ``tools.suggestions.Expected``, payments that were accepted and no mutation speaks of"""
        some = SQL("paid.id = ANY(%s)", transactions.ids) if transactions is not None else SQL("TRUE")
        rows = self.env.execute_query(
            SQL(
                """
                SELECT paid.id, paid.unbacked_amount, %(day)s, customer.complete_name, paid.name, sold.name, payment.journal_id
                  FROM sale_transaction AS paid
                  JOIN account_payment AS payment ON payment.id = paid.payment_id
             LEFT JOIN sale_order AS sold ON sold.id = paid.order_id
             LEFT JOIN res_partner AS customer ON customer.id = paid.partner_id
                 WHERE paid.company_id = ANY(%(companies)s) AND paid.unbacked_amount > 0 AND %(some)s
                """,
                day=self._day_of("paid", "paid_at"),
                companies=self.company_id.ids,
                some=some,
            )
        )
        found = self.env["sale.transaction"].browse(row[0] for row in rows)
        return [
            Expected(
                transaction, int(amount), int(amount), 0, "unbacked", day - EARLY, day + timedelta(days=CLOSED_DAYS),
                name or "", numbers, account,
            )
            for transaction, (_id, amount, day, name, *numbers, account) in zip(found, rows, strict=True)
        ]  # fmt: skip

    def _day_of(self, table, column):
        """:return: SQL of the day on which a moment (UTC) is, where the company is"""
        zone = self.company_id[:1]._ledger_zone()
        return SQL("(%s AT TIME ZONE 'UTC' AT TIME ZONE %s)::date", SQL.identifier(table, column), zone)

    def _reason_texts(self, reasons):
        """:param reasons: codes of a suggestion
        :return: list of what they mean, in the user's language"""
        return [self.env._(REASONS[reason]) for reason in reasons]  # pylint: disable=translation-not-lazy
