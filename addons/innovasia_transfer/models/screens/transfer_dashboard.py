from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..intents.transfer_intent import LIVE


class TransferDashboard(models.AbstractModel):
    """How transfers go: what matches by itself, how fast, what waits, and whether the bank is heard (TRANSFERS.md 8).

    Two kinds of numbers. *Of the period*: what was matched in it, so that a past day's numbers change only when a match is
    undone. *Now*: what waits, whatever period is shown.
    """

    _name = "transfer.dashboard"
    _description = "Dashboard of Bank Transfers"

    @api.model
    def get_dashboard(self, filters=None):
        """Compute everything that the page shows.

        :param dict filters: all optional: ``period`` (today, yesterday, 7d, 30d, custom), ``date_from`` and ``date_to``
            (``YYYY-MM-DD`` in the user's time zone, both included, for ``custom``), ``account_id`` (one bank account only)
        :return: dict of ``filters`` as understood, ``accounts``, ``matched`` (of the period), ``now``, ``feeds``, ``pools``
            and ``charts``. Amounts are integer rupiah, moments UTC, durations minutes; what is not known is False.
        :raise AccessError: for who does not match money
        :raise UserError: when a filter makes no sense
        """
        scope = self._scope(filters or {})
        matched, arrived = self._query_matched(scope), self._query_arrived(scope)
        return {
            "filters": scope["filters"],
            "accounts": [{"id": account.id, "name": account.name} for account in scope["accounts"]],
            "currency_id": self.env.company.currency_id.id,
            "generated_at": fields.Datetime.to_string(fields.Datetime.now()),
            "matched": matched["total"],
            "now": self._now(scope),
            "feeds": self._feeds(scope),
            "pools": self._pools(scope),
            "charts": self._charts(scope, matched["steps"], arrived),
        }

    # --- what is asked for -------------------------------------------------------------------

    def _scope(self, filters):
        """Check who asks for what, and find the bank accounts and the period that are meant."""
        board = self.env["transfer.board"]
        board._check_matcher()
        if not isinstance(filters, dict):
            raise UserError(self.env._("There is no such number: %s", filters))
        accounts = board._accounts()
        account = accounts.filtered(lambda account: account.id == filters.get("account_id"))
        if filters.get("account_id") and not account:
            raise UserError(self.env._("This bank account takes no transfers any more, or belongs to another company."))
        period = self.env["wa.monitoring"]._period(filters)
        return {
            "accounts": accounts,
            "account_ids": (account or accounts).ids,
            "period": period,
            "filters": {
                "period": filters.get("period") or "today",
                "date_from": fields.Date.to_string(period.first),
                "date_to": fields.Date.to_string(period.last),
                "account_id": account.id,
                "tz": str(period.tz),
            },
        }

    # --- now ---------------------------------------------------------------------------------

    def _now(self, scope):
        """:return: dict of what waits at this moment"""
        intents = self.env["transfer.intent"]
        expected = [("journal_id", "in", scope["account_ids"]), ("state", "in", LIVE)]
        [[count, payable, received]] = intents._read_group(expected, [], ["__count", "payable:sum", "received:sum"])
        # sudo: of what cashiers enter, only how much of it the bank has not shown yet
        transactions = self.env["sale.transaction"].sudo()
        [[unbacked, missing]] = transactions._read_group(self._unbacked_domain(scope), [], ["__count", "unbacked_amount:sum"])
        asked = [("company_id", "in", self.env.companies.ids), ("state", "=", "submitted")]
        overdue = [*asked, ("due_at", "<", fields.Datetime.now())]
        verifications = self.env["transfer.verification"]
        return {
            **self._query_waiting(scope),
            "expected": count,
            "expected_sum": int((payable or 0) - (received or 0)),
            "unbacked": unbacked,
            "unbacked_sum": int(missing or 0),
            "asked": verifications.search_count(asked),
            "overdue": verifications.search_count(overdue),
        }

    def _unbacked_domain(self, scope):
        return self.env["sale.transaction"]._domain_unbacked() & Domain(
            "payment_method_id.journal_id", "in", scope["account_ids"]
        )

    def _feeds(self, scope):
        """:return: list of dict, the bank feeds of these accounts and whether they are heard"""
        feeds = self.env["bank.feed"].search([("journal_id", "in", scope["account_ids"])], order="name, id")
        told = fields.Datetime.to_string
        return [
            {
                "id": feed.id,
                "name": feed.name,
                "account": feed.journal_id.sudo().name,
                "state": feed.state,
                "heard_at": told(feed.heard_at) if feed.heard_at else False,
                "asked_at": told(feed.asked_at) if feed.asked_at else False,
                "error": feed.last_error or "",
            }
            for feed in feeds
        ]

    def _pools(self, scope):
        """:return: list of dict, the codes in use of each account, at the order amount for which most are"""
        accounts = self.env["account.journal"].sudo().browse(scope["account_ids"])
        pools = accounts._transfer_pools()
        rows = []
        for account in accounts.sorted("name"):
            base, taken, size = next(iter(pools.get(account, ())), (0, 0, account.transfer_code_max))
            rows.append({"id": account.id, "name": account.name, "base": int(base), "taken": taken, "size": size})
        return rows

    # --- over time ---------------------------------------------------------------------------

    def _charts(self, scope, matched, arrived):
        """Arrange the numbers of each step of the period, one list entry per step."""
        steps = scope["period"].buckets
        by_step = [matched.get(step) or self._nothing_matched() for step in steps]
        return {
            "unit": scope["period"].unit,
            "steps": [fields.Datetime.to_string(step) for step in steps],
            "automatic": [row["automatic"] for row in by_step],
            "manual": [row["manual"] for row in by_step],
            "waiting": [arrived.get(step, 0) for step in steps],
            "median": [row["median"] for row in by_step],
            "p95": [row["p95"] for row in by_step],
        }
