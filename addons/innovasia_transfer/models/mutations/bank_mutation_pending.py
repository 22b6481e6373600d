from collections import Counter, defaultdict
from datetime import timedelta

from odoo import fields, models

from ...tools.mutation_plan import PENDING_DAYS, pair_pending
from ...tools.mutation_row import core, fingerprint


class BankMutation(models.Model):
    """Rows that the bank has not dated yet: they inform, are never booked, and go when they are dated (TRANSFERS.md 2)."""

    _inherit = "bank.mutation"

    def _enter_pending(self, journal, rows, sources):
        """Keep provisional rows that are not known; the same one stands in each delivery until it is dated.

        :return: (bank.mutation, how many were known)
        """
        if not rows:
            return self.browse(), 0
        rows = [row.undated() for row in rows]
        prints = [fingerprint(row) for row in rows]
        domain = [("journal_id", "=", journal.id), ("is_pending", "=", True), ("fingerprint", "in", prints)]
        known = defaultdict(list)
        for mutation in self.search(domain, order="ordinal"):
            known[mutation.fingerprint].append(mutation)
        ordinals = Counter({print_: len(mutations) for print_, mutations in known.items()})
        values, now = [], fields.Datetime.now()
        for row, print_ in zip(rows, prints, strict=True):
            before = next((mutation for mutation in known[print_] if _is_near(mutation.date, row.date)), None)
            if before is not None:
                known[print_].remove(before)
                continue
            values.append(
                {**self._prepare_row(journal, row, now), **sources, "fingerprint": print_, "ordinal": ordinals[print_]}
            )
            ordinals[print_] += 1
        return self.create(values), len(rows) - len(values)

    def _supersede(self, journal, amounts):
        """Tell which dated mutation each provisional one became, from all that is known of these amounts.

        It is found anew each time: what came first must not decide.

        :param amounts: set of (kind, amount)
        :return: bank.mutation, the provisional ones that this changed
        """
        domain = [("journal_id", "=", journal.id), ("is_pending", "=", True), ("amount", "in", list({a for _k, a in amounts}))]
        pending = self.search(domain).filtered(lambda mutation: (mutation.kind, int(mutation.amount)) in amounts)
        if not pending:
            return pending
        domain = [
            ("journal_id", "=", journal.id),
            ("is_pending", "=", False),
            ("amount", "in", pending.mapped("amount")),
            ("date", ">=", min(pending.mapped("date")) - timedelta(days=1)),
            ("date", "<=", max(pending.mapped("date")) + timedelta(days=PENDING_DAYS)),
        ]
        dated_by_words, pending_by_words = defaultdict(list), defaultdict(list)
        for groups, mutations in ((dated_by_words, self.search(domain)), (pending_by_words, pending)):
            for mutation in mutations:
                words = (mutation.kind, mutation.amount, core(mutation.description))
                groups[words].append((mutation.id, mutation.date))
        pairs = {}
        for words, waiting in pending_by_words.items():
            pairs |= pair_pending(waiting, dated_by_words[words])
        changed = pending.filtered(lambda mutation: mutation.superseded_by_id.id != pairs.get(mutation.id, False))
        for mutation in changed:
            mutation.superseded_by_id = pairs.get(mutation.id, False)
        return changed.filtered("superseded_by_id")


def _is_near(one, other):
    return abs((one - other).days) <= PENDING_DAYS
