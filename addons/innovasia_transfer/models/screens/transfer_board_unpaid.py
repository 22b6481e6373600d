from odoo import models
from odoo.fields import Domain

from ...tools.amount_term import amount_of
from ..intents.transfer_intent import LIVE


class TransferBoard(models.AbstractModel):
    """Belum Dibayar: who was asked for money that has not come, or not all of it."""

    _inherit = "transfer.board"

    def _unpaid(self, filters):
        """:return: dict of rows, count and sum of what the left list shows"""
        if filters["unpaid"] == "unbacked":
            return self._unbacked(filters)
        intents = self.env["transfer.intent"]
        domain = self._unpaid_domain(filters)
        [[count, payable, received]] = intents._read_group(domain, [], ["__count", "payable:sum", "received:sum"])
        found = intents.search(domain, order="opened_at DESC, id DESC", limit=filters["unpaid_limit"])
        return {
            "rows": found._board_rows(),
            "count": count,
            "sum": (payable or 0) - (received or 0),
        }

    def _unpaid_domain(self, filters):
        states = ("released",) if filters["unpaid"] == "released" else LIVE
        domain = Domain("state", "in", states)
        if filters["journal_id"]:
            domain &= Domain("journal_id", "=", filters["journal_id"])
        return domain & self._intents_of_term(filters["term"]) if filters["term"] else domain

    def _intents_of_term(self, term):
        """:return: the domain of the intents that somebody means who types this"""
        # any!: who matches money finds customers and orders by their names without rights on them
        orders = Domain("name", "ilike", term) | Domain("client_order_ref", "ilike", term)
        found = Domain("name", "ilike", term) | Domain("order_id", "any!", orders)
        found |= Domain("partner_id", "any!", self._customers_of_term(term))
        if amount := amount_of(term):
            found |= Domain("payable", "=", amount) | Domain("base", "=", amount) | Domain("code", "=", min(amount, 10**6))
        return found

    def _customers_of_term(self, term):
        found = Domain("complete_name", "ilike", term)
        digits = "".join(filter(str.isdigit, term))
        if len(digits) > 5:
            # 0812..., 62812... and 812... are one number
            found |= Domain("wa_number", "like", digits.removeprefix("0").removeprefix("62"))
        return found

    # --- approved, and no money came yet -----------------------------------------------------

    def _unbacked(self, filters):
        # sudo: the transactions of these companies; who matches money has no rights on what cashiers enter
        transactions = self.env["sale.transaction"].sudo()
        domain = self._unbacked_domain(filters)
        [[count, amount]] = transactions._read_group(domain, [], ["__count", "unbacked_amount:sum"])
        found = transactions.search(domain, order="paid_at DESC, id DESC", limit=filters["unpaid_limit"])
        return {"rows": found._board_rows(), "count": count, "sum": amount or 0}

    def _unbacked_domain(self, filters):
        domain = Domain("company_id", "in", self.env.companies.ids) & self.env["sale.transaction"]._domain_unbacked()
        if filters["journal_id"]:
            domain &= Domain("payment_method_id.journal_id", "=", filters["journal_id"])
        if term := filters["term"]:
            found = Domain("name", "ilike", term) | Domain("order_id.name", "ilike", term)
            found |= Domain("partner_id", "any", self._customers_of_term(term))
            if amount := amount_of(term):
                found |= Domain("unbacked_amount", "=", amount)
            domain &= found
        return domain
