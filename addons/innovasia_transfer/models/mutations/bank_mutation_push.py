from datetime import datetime, timezone

from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ...tools.mutation_row import KINDS, Row, is_credible, whole_rupiah


class BankMutation(models.Model):
    """Mutations that another system hands over, over RPC (docs/integration.md)."""

    _inherit = "bank.mutation"

    @api.model
    def push(self, journal_id, rows):
        """Hand over mutations of a bank account. Doing it again with the same references changes nothing.

        :param int journal_id: the bank account's journal
        :param list rows: of dicts: ``date`` (``2026-11-22``, the bank's day), ``kind`` (``credit`` or ``debit``),
            ``amount`` (whole rupiah), and where known ``reference`` (your own, unique), ``description``, ``balance``,
            ``booked_at`` (``2026-11-22 14:05:00``, UTC), ``sender_name``, ``sender_account``, ``is_pending``
        :return: {"ids": ids of new mutations, "known": number of rows that were known}
        :raises AccessError: for who may not match, or not see the account
        :raises UserError: for the first row that is not understood, with its number; nothing is kept then
        """
        if not self.env.user.has_group("innovasia_transfer.group_matcher"):
            raise AccessError(self.env._("Only who matches bank transfers may hand over mutations."))
        journal = self.env["account.journal"].browse(journal_id if type(journal_id) is int else ()).exists()
        if not journal or journal.company_id not in self.env.companies:
            raise UserError(self.env._("There is no bank account %s.", journal_id))
        if not isinstance(rows, list):
            raise UserError(self.env._("Mutations are handed over as a list."))
        rows = [self._pushed_row(journal, i, row) for i, row in enumerate(rows, 1)]
        self._check_references(journal, rows)
        ingested = self._ingest(journal.sudo(), rows, "api")
        return {"ids": ingested.mutations.ids, "known": ingested.known}

    def _pushed_row(self, journal, number, given):
        try:
            row = row_of(given)
            if not is_credible(row.date, journal.company_id._ledger_date()):
                raise ValueError(f"No bank can have booked it on {row.date}: still to come, or more than ten years ago.")
        except (ValueError, TypeError, KeyError) as error:
            raise UserError(self.env._("Mutation %(number)s: %(reason)s", number=number, reason=error)) from None
        return row

    def _check_references(self, journal, rows):
        """:raises UserError: a reference names other money than before"""
        if others := self._other_money(journal, rows, "api"):
            number = rows.index(others[0]) + 1
            raise UserError(
                self.env._("Mutation %(number)s: %(reason)s", number=number, reason=self._why_other_money(others[0]))
            )

    @api.model
    def _other_money(self, journal, rows, origin, event=None):
        """Find rows whose reference named another amount, or direction, before: they would be taken for known, and lost.

        :param rows: tools.mutation_row.Row; the other parameters as of `_ingest`
        :return: list of those of the rows
        """
        others = []
        for step in self._foresee(journal, [row for row in rows if not row.is_pending], origin, event):
            before = step.same_as.row if step.same_as else step.is_named and self.sudo().browse(step.mutation)
            if before and (before.kind, before.amount) != (step.row.kind, step.row.amount):
                others.append(step.row)
        return others

    @api.model
    def _why_other_money(self, row):
        """:return: the sentence about a row that `_other_money` found"""
        return self.env._("Reference %s is another amount's.", row.reference)


def row_of(given):
    """:param dict given: as of `push`
    :return: Row
    :raises ValueError: it is not understood"""
    if not isinstance(given, dict):
        raise ValueError("A mutation is a set of fields.")
    unknown = given.keys() - Row.__dataclass_fields__.keys()
    if unknown:
        raise ValueError(f"Unknown: {', '.join(sorted(map(str, unknown)))}.")
    if not given.get("date"):
        raise ValueError("It has no date.")
    if given.get("kind") not in KINDS:
        raise ValueError(f"Its kind is one of {', '.join(KINDS)}.")
    booked_at = given.get("booked_at")
    balance = given.get("balance")
    return Row(
        date=_day(given["date"]),
        kind=given["kind"],
        amount=_exact(given.get("amount")),
        description=given.get("description") or "",
        balance=None if balance in (None, False, "") else whole_rupiah(balance),
        booked_at=_utc(booked_at) if booked_at else None,
        reference=str(given["reference"]) if given.get("reference") else None,
        is_pending=bool(given.get("is_pending")),
        sender_name=given.get("sender_name") or "",
        sender_account=given.get("sender_account") or "",
    )


def _day(value):
    try:
        return datetime.strptime(str(value)[:10], "%Y-%m-%d").date()
    except ValueError:
        raise ValueError("Its date is written as 2026-11-22.") from None


def _exact(value):
    amount = whole_rupiah(value)
    if amount != float(value):
        raise ValueError("Its amount is not whole rupiah.")
    return amount


def _utc(text):
    try:
        at = datetime.fromisoformat(str(text))
        return at.astimezone(timezone.utc).replace(tzinfo=None) if at.tzinfo else at
    except (ValueError, OverflowError):
        raise ValueError("Its booked_at is written as 2026-11-22 14:05:00.") from None
