from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..intents.transfer_intent import LIVE
from .transfer_dashboard_queries import AGES


class TransferDashboard(models.AbstractModel):
    """From a number to what it counts. Each domain here says the same as the statement that counts."""

    _inherit = "transfer.dashboard"

    @api.model
    def get_list(self, measure, filters=None, step=None):
        """Find what is behind a number of the dashboard.

        :param str measure: automatic, manual, matched, late, waiting, unmatched, aside, an age (fresh, days, week, older),
            expected, unbacked, asked or overdue
        :param dict filters: those of :meth:`get_dashboard`
        :param str step: only this step of the charts, as ``charts.steps`` names it
        :return: an action of the web client
        :raise AccessError: for who does not match money
        :raise UserError: when there is no such number
        """
        scope = self._scope(filters or {})
        if not isinstance(measure, str) or measure not in self._list_names():
            raise UserError(self.env._("There is no such number: %s", measure))
        if measure == "unbacked":
            action = self.env["ir.actions.client"]._for_xml_id("innovasia_transfer.action_transfer_board")
            return action | {"params": {"unpaid": "unbacked"}}
        model, domain = self._list_domain(measure, scope, step)
        return {
            "type": "ir.actions.act_window",
            "name": self._list_names()[measure],
            "res_model": model,
            "domain": list(domain),
            "views": [(False, "list"), (False, "form")],
            "context": {"create": False},
        }

    def _list_names(self):
        return {
            "automatic": self.env._("Matched by itself"),
            "manual": self.env._("Matched by a person"),
            "matched": self.env._("Matched"),
            "late": self.env._("Later than promised"),
            "waiting": self.env._("Arrived and still unmatched"),
            "unmatched": self.env._("Unmatched"),
            "fresh": self.env._("Unmatched, of today"),
            "days": self.env._("Unmatched, 1 to 3 days old"),
            "week": self.env._("Unmatched, 4 to 7 days old"),
            "older": self.env._("Unmatched, older than a week"),
            "aside": self.env._("Set aside"),
            "expected": self.env._("Expected transfers"),
            "unbacked": self.env._("Approved, not at the bank"),
            "asked": self.env._("Manual verifications"),
            "overdue": self.env._("Overdue verifications"),
        }

    def _list_domain(self, measure, scope, step):
        """:return: (model, domain)"""
        start, end = scope["period"].start, scope["period"].end
        if step:
            start, end = scope["period"].narrow(fields.Datetime.to_datetime(step))
        of_accounts = Domain("journal_id", "in", scope["account_ids"])
        if measure in ("automatic", "manual", "matched", "late"):
            return "transfer.match", self._matches_domain(measure, scope) & self._during("matched_at", start, end)
        if measure in ("asked", "overdue"):
            domain = Domain("company_id", "in", self.env.companies.ids) & Domain("state", "=", "submitted")
            return "transfer.verification", domain & self._overdue() if measure == "overdue" else domain
        if measure == "expected":
            return "transfer.intent", of_accounts & Domain("state", "in", LIVE)
        return "bank.mutation", of_accounts & self._money_domain(measure, start, end)

    def _matches_domain(self, measure, scope):
        domain = Domain("mutation_id.journal_id", "in", scope["account_ids"]) & Domain("undone_at", "=", False)
        domain &= Domain("purpose", "!=", "refund")
        if measure == "late":
            return domain & Domain("is_late", "=", True) & Domain("purpose", "=", "order")
        return domain if measure == "matched" else domain & Domain("kind", "=", measure)

    def _money_domain(self, measure, start, end):
        states = self.env["transfer.board"]._unmatched_states()
        domain = Domain("kind", "=", "credit") & states["aside" if measure == "aside" else "open"]
        if measure == "waiting":
            domain &= self._during("ingested_at", start, end)
        today = fields.Date.context_today(self)
        for name, first, last in AGES:
            if name == measure:
                # What is dated ahead is fresh.
                domain &= Domain("date", "<=", today - timedelta(days=first)) if first else Domain.TRUE
                domain &= Domain("date", ">=", today - timedelta(days=last)) if last is not None else Domain.TRUE
        return domain

    def _overdue(self):
        return Domain("due_at", "<", fields.Datetime.now())

    def _during(self, field, start, end):
        return Domain(field, ">=", start) & Domain(field, "<", end)
