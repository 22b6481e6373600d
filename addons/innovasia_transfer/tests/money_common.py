"""What is true of money that came by transfer at any time, whatever a test did; and how money arrives in tests."""

from odoo import fields
from odoo.tests import TransactionCase

from odoo.addons.innovasia_sales.tests.books_common import Books

from ..models.intents.transfer_intent import LIVE
from ..tools.mutation_row import Row
from .common import TransferData


class TransferBooks(Books):
    """The rules of TRANSFERS.md, beside those of all books: a test that leaves false books behind fails."""

    def check_books(self):
        result = super().check_books()
        mutations = self.env["bank.mutation"].search([])
        intents = self.env["transfer.intent"].search([])
        problems = [
            *(problem for mutation in mutations for problem in self._problems_of_mutation(mutation)),
            *(problem for intent in intents for problem in self._problems_of_intent(intent)),
            *self._problems_of_codes(intents),
            *self._problems_of_suspense(mutations),
            *self._problems_of_bank(mutations),
            *self._problems_of_rounding(),
        ]
        self.assertFalse(problems, "The money is false:\n" + "\n".join(problems))
        return result

    def _problems_of_money(self, transactions):
        """The code's rupiah are income, so less than was accepted has come off what customers owe."""
        accepted = transactions.filtered(lambda transaction: transaction.state == "accepted")
        paid = sum(transactions.payment_id.filtered(lambda payment: payment.state != "canceled").mapped("amount"))
        rounding = self.env["account.journal"].search([]).transfer_rounding_account_id
        lines = (transactions.payment_id.move_id | transactions.reversal_move_id).line_ids
        money = lines.filtered(lambda line: line.account_type != "asset_receivable" and line.account_id not in rounding)
        claimed, arrived = sum(accepted.mapped("amount")), sum(money.mapped("balance"))
        if not claimed == paid == arrived:
            yield f"{claimed} was accepted, {paid} is paid, {arrived} has arrived on the accounts"

    def _problems_of_mutation(self, mutation):
        """Its amounts and its state are what its matches say, and so is what the suspense account holds of it."""
        matches = mutation.match_ids._live()
        back = matches.filtered("debit_id") | mutation.repaid_ids._live()
        matched, refunded = sum((matches - back).mapped("amount")), sum(back.mapped("amount"))
        left = mutation.amount - matched - refunded
        settled = "suspense" if left else "matched" if matched else "refunded"
        state = settled if mutation.kind == "credit" else "outgoing"
        sign = -1 if mutation.kind == "credit" else 1
        if mutation.is_pending:
            rules = {"it is not provisional": mutation.state == "provisional", "it was booked": not mutation.statement_line_id}
        else:
            lines = mutation.statement_line_id.move_id.line_ids
            suspense = lines.filtered(lambda line: line.account_id == mutation.journal_id.suspense_account_id)
            rules = {
                f"it says matched {mutation.matched_amount}": mutation.matched_amount == matched,
                f"it says refunded {mutation.refunded_amount}": mutation.refunded_amount == refunded,
                f"it is {mutation.state}": mutation.state == state,
                f"it says open {mutation.open_amount}": mutation.open_amount == left,
                f"suspense holds {suspense.amount_residual} of it": suspense.amount_residual == sign * left,
                "more went of it than it is": left >= 0,
            }
        return [f"{mutation.display_name} ({mutation.id}): {words}" for words, holds in rules.items() if not holds]

    def _problems_of_intent(self, intent):
        """Paid is what has its money, or the word of two people; only what waits keeps its code."""
        accepted = intent.transaction_ids.filtered(lambda transaction: transaction.state == "accepted")
        received = sum(accepted.mapped("amount"))
        codes = self.env["transfer.code"].search([("token", "=", intent.token)])
        rules = {
            f"{received} was accepted for it, not {intent.received}": intent.received == received,
            "it is paid without its money": intent.state != "paid" or received >= intent.base,
            "it waits for what it has": intent.state not in LIVE or received < intent.base,
            "a payment of it has neither a mutation nor an approval": all(
                transaction.transfer_verification_id or transaction.transfer_match_ids._live() for transaction in accepted
            ),
            "it keeps a code that it does not wait for": intent.state in LIVE or not codes,
            "it waits, but its code is free": intent.state not in LIVE or codes.payable == intent.payable,
        }
        return [f"{intent.name} is {intent.state}, but {words}" for words, holds in rules.items() if not holds]

    def _problems_of_codes(self, intents):
        live = intents.filtered(lambda intent: intent.state in LIVE)
        taken = [(intent.journal_id, intent.payable) for intent in live]
        if len(set(taken)) < len(taken):
            yield "Two wait for the same amount on one account"

    def _problems_of_suspense(self, mutations):
        """Suspense is money that nobody has explained, less approved payments that no mutation speaks of yet."""
        dated = mutations.filtered(lambda mutation: not mutation.is_pending)
        for account in dated.journal_id.suspense_account_id:
            here = dated.filtered(lambda mutation, account=account: mutation.journal_id.suspense_account_id == account)
            signed = sum(m.open_amount if m.kind == "credit" else -m.open_amount for m in here)
            approved = self.env["sale.transaction"].search([("state", "=", "accepted")])
            unbacked = sum(
                approved.filtered(
                    lambda t, account=account: t.payment_method_id.journal_id.suspense_account_id == account
                ).mapped("unbacked_amount")
            )
            domain = [("account_id", "=", account.id), ("parent_state", "=", "posted")]
            [(balance,)] = self.env["account.move.line"]._read_group(domain, [], ["balance:sum"])
            if (balance or 0) != unbacked - signed:
                yield f"{account.display_name} holds {balance}, open are {signed}, unbacked {unbacked}"

    def _problems_of_bank(self, mutations):
        """The bank's account in the ledger is what came less what went."""
        for journal, told in mutations.filtered("statement_line_id").grouped("journal_id").items():
            change = sum(m.amount if m.kind == "credit" else -m.amount for m in told)
            domain = [("account_id", "=", journal.default_account_id.id), ("parent_state", "=", "posted")]
            [(balance,)] = self.env["account.move.line"]._read_group(domain, [], ["balance:sum"])
            if balance != change:
                yield f"{journal.name} holds {balance}, the bank told of {change}"

    def _problems_of_rounding(self):
        """The codes' rupiah are income of accepted payments, and of nothing else."""
        accounts = self.env["account.journal"].search([]).transfer_rounding_account_id
        accepted = self.env["sale.transaction"].search([("state", "=", "accepted")])
        domain = [("account_id", "in", accounts.ids), ("parent_state", "=", "posted")]
        [(balance,)] = self.env["account.move.line"]._read_group(domain, [], ["balance:sum"])
        codes = sum(accepted.mapped("transfer_code_amount"))
        if -(balance or 0) != codes:
            yield f"The codes' account holds {-balance}, the codes of accepted payments are {codes}"


class MoneyData(TransferBooks, TransferData):
    """Money that arrives; mix it in before TransactionCase or HttpCase."""

    PEOPLE = {
        **TransferData.PEOPLE,
        "finance": ("transfer_finance", "innovasia_transfer.group_matcher"),
        "second": ("transfer_second", "innovasia_transfer.group_matcher"),
    }

    @classmethod
    def told(cls, amount, kind="credit", text="TRSF E-BANKING", day=None, journal=None, origin="api", **values):
        """Let the bank tell of money; nothing is matched by that alone.

        :return: bank.mutation"""
        journal = journal or cls.journal
        cls.deliveries = getattr(cls, "deliveries", 0) + 1
        values.setdefault("reference", f"R{cls.deliveries}")
        row = Row(day or cls.company._ledger_date(), kind, amount, text, **values)
        return cls.env["bank.mutation"]._ingest(journal, [row], origin).mutations

    @classmethod
    def arrive(cls, amount, **values):
        """Let the bank tell of money, and the matching job run.

        :return: bank.mutation"""
        mutation = cls.told(amount, **values)
        cls.match(mutation.journal_id)
        return mutation

    @classmethod
    def match(cls, journal=None):
        """Let the matching job run; returns how many it settled."""
        return sum(cls.env["transfer.match"]._match(journal or cls.journal))

    @classmethod
    def approve(cls, intent, amount=None):
        """Approve a payment on the word of two people.

        :return: sale.transaction, unbacked"""
        case = cls.env["transfer.verification"].create(
            {
                "intent_id": intent.id,
                "amount": amount or intent.payable,
                "transferred_at": fields.Datetime.now(),
                "user_id": cls.cs_a.id,
            }
        )
        transaction = intent._approve_unbacked(amount or intent.payable, cls.second, case)
        case.write({"state": "approved", "transaction_id": transaction.id, "is_unbacked": True})
        return transaction


class MoneyCase(MoneyData, TransactionCase):
    """A test of money on one cursor."""
