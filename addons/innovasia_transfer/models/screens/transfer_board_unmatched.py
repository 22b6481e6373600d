from odoo import models
from odoo.fields import Domain


class TransferBoard(models.AbstractModel):
    """Belum Cocok: money that arrived, and nobody has said what for."""

    _inherit = "transfer.board"

    def _unmatched(self, filters):
        """:return: dict of rows, count and sum of what the right list shows"""
        mutations, domain = self.env["bank.mutation"], self._unmatched_domain(filters)
        [[count, amount]] = mutations._read_group(domain, [], ["__count", "open_amount:sum"])
        found = mutations.search(domain, limit=filters["unmatched_limit"])
        return {"rows": found._board_rows(), "count": count, "sum": amount or 0}

    def _unmatched_domain(self, filters):
        domain = Domain("kind", "=", "credit") & self._unmatched_states()[filters["unmatched"]]
        if filters["journal_id"]:
            domain &= Domain("journal_id", "=", filters["journal_id"])
        if term := filters["term"]:
            domain &= self.env["bank.mutation"]._domain_of_term(term)
        return domain

    def _unmatched_states(self):
        unsettled, aside = Domain("state", "=", "suspense"), Domain("set_aside_at", "!=", False)
        return {
            "open": unsettled & ~aside,
            "aside": unsettled & aside,
            "provisional": Domain("state", "=", "provisional") & Domain("superseded_by_id", "=", False),
        }
