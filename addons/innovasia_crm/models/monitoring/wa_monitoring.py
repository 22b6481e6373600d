from datetime import datetime

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...tools import periods

SUPERVISOR = "innovasia_crm.group_cs_supervisor"


class WaMonitoring(models.AbstractModel):
    """How the service goes: who waits, who answers, how fast, and what nobody answered.

    Two kinds of numbers. *Now*: conversations as they are. *Of the period*: what happened in
    it, counted at the moment when it happened (a session that began yesterday and is answered
    today is an answer of today), so that a past day's numbers never change.
    """

    _name = "wa.monitoring"
    _description = "WhatsApp Monitoring"

    @api.model
    def get_dashboard(self, filters=None):
        """Compute everything that the page Monitoring shows.

        :param dict filters: all optional: ``period`` (today, yesterday, 7d, 30d, custom),
            ``date_from`` and ``date_to`` (``YYYY-MM-DD`` in the user's time zone, both included,
            for ``custom``), ``account_id`` (one device only)
        :return: dict of ``filters`` as understood, ``accounts``, ``totals``, ``agents`` (one dict
            per CS), ``queue`` (what nobody serves) and ``charts``. Moments are UTC, durations
            seconds; what is not known is False.
        :raise AccessError: for who is not a supervisor
        :raise UserError: when a filter makes no sense
        """
        scope = self._scope(filters or {})
        counts = {
            "now": self._query_now(scope),
            "answers": self._query_answers(scope),
            "unanswered": self._query_unanswered(scope),
            "begun": self._query_begun(scope),
            "replies": self._query_replies(scope),
            "served": self._query_served(scope),
        }
        agents = self._agents(counts, scope)
        return {
            "filters": scope["filters"],
            "accounts": [{"id": account.id, "name": account.name} for account in scope["accounts"]],
            "generated_at": fields.Datetime.to_string(fields.Datetime.now()),
            "totals": self._totals(counts, agents),
            "agents": agents,
            "queue": {
                **(counts["now"].get(False) or self._nobody_waits()),
                "unanswered": counts["unanswered"]["agents"].get(False, 0),
            },
            "charts": self._charts(counts, scope),
        }

    # --- what is asked for ---------------------------------------------------------------

    def _scope(self, filters):
        """Check who asks for what, and find the devices and the period that are meant."""
        if not self.env.user.has_group(SUPERVISOR):
            raise AccessError(self.env._("Only supervisors see how colleagues are doing."))
        accounts = self.env["wa.account"].search(self._companies_domain(), order="name, id")
        account = accounts.filtered(lambda account: account.id == filters.get("account_id"))
        if filters.get("account_id") and not account:
            raise UserError(self.env._("This device is not there any more, or belongs to another company."))
        period = self._period(filters)
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

    def _companies_domain(self):
        return Domain("company_id", "in", self.env.companies.ids)

    def _period(self, filters):
        name, tz = filters.get("period") or "today", self.env.tz
        if name in periods.PRESETS:
            return periods.preset(name, datetime.now(tz).date(), tz)
        try:
            first, last = (fields.Date.to_date(filters.get(bound)) for bound in ("date_from", "date_to"))
        except ValueError:
            first = last = None
        if name != "custom" or not first or not last:
            raise UserError(self.env._("Choose a first and a last day."))
        if last < first:
            raise UserError(self.env._("The last day is before the first one."))
        period = periods.Period(first, last, tz)
        if period.days > periods.MOST_DAYS:
            raise UserError(self.env._("Choose at most %s days.", periods.MOST_DAYS))
        return period

    # --- who is listed -------------------------------------------------------------------

    def _agents(self, counts, scope):
        """List everybody who serves customers, and who else has a number to show.

        :return: list of dict, by name
        """
        now, answers, unanswered = counts["now"], counts["answers"]["agents"], counts["unanswered"]["agents"]
        replies, served = counts["replies"]["agents"], counts["served"]
        users = self._users({*now, *answers, *unanswered, *replies, *served} - {False})
        supervisors = self.env.ref(SUPERVISOR).sudo().all_user_ids
        seen = self._query_last_activity(users.ids, scope)
        rows = [
            {
                "id": user.id,
                "name": user.name,
                "active": user.active,
                "im_status": user.im_status,
                "last_activity": seen.get(user.id, False),
                **(now.get(user.id) or self._nobody_waits()),
                **(answers.get(user.id) or self._nothing_answered()),
                "unanswered": unanswered.get(user.id, 0),
                "replies": replies.get(user.id, 0),
                "served": served.get(user.id, 0),
            }
            for user in users
        ]
        listed = set((users - supervisors).filtered("active").ids)
        return [row for row in rows if row["id"] in listed or self._has_worked(row)]

    def _users(self, ids):
        """Find who serves customers of these companies, and these users, active or not."""
        # sudo: who serves customers is a supervisor's business; names and presence only
        users = self.env["res.users"].sudo().with_context(active_test=False)
        group = self.env.ref("innovasia_whatsapp.group_user")
        serving = Domain("all_group_ids", "in", group.ids) & Domain("company_ids", "in", self.env.companies.ids)
        return users.search((serving & Domain("active", "=", True)) | Domain("id", "in", list(ids)), order="name, id")

    def _has_worked(self, row):
        return any(row[name] for name in ("open", "answered", "unanswered", "served", "replies"))

    def _nobody_waits(self):
        return {"open": 0, "waiting": 0, "waiting_since": False}

    def _nothing_answered(self):
        return {"answered": 0, "response_median": False, "response_p90": False}

    # --- all together --------------------------------------------------------------------

    def _totals(self, counts, agents):
        """Add up what everybody did, listed or not."""
        now = counts["now"].values()
        return {
            "open": sum(row["open"] for row in now),
            "waiting": sum(row["waiting"] for row in now),
            "waiting_since": min((row["waiting_since"] for row in now if row["waiting_since"]), default=False),
            "online": sum(agent["im_status"] in ("online", "away", "busy") for agent in agents),
            "serving": sum(agent["active"] for agent in agents),
            "begun": sum(counts["begun"].values()),
            "unanswered": sum(counts["unanswered"]["agents"].values()),
            "replies": sum(counts["replies"]["agents"].values()),
            **counts["answers"]["total"],
        }

    # --- over time -----------------------------------------------------------------------

    def _charts(self, counts, scope):
        """Arrange the numbers of each step of the period, one list entry per step."""
        answers, unanswered, begun, replies = (counts[name] for name in ("answers", "unanswered", "begun", "replies"))
        steps = scope["period"].buckets
        names = dict(self.env["res.users"].sudo().browse(replies["agents"]).mapped(lambda user: (user.id, user.name)))
        by_step = [answers["steps"].get(step) or self._nothing_answered() for step in steps]
        return {
            "unit": scope["period"].unit,
            "steps": [fields.Datetime.to_string(step) for step in steps],
            "median": [row["response_median"] for row in by_step],
            "p90": [row["response_p90"] for row in by_step],
            "answered": [row["answered"] for row in by_step],
            "begun": [begun.get(step, 0) for step in steps],
            "unanswered": [unanswered["steps"].get(step, 0) for step in steps],
            "replies": [
                {"id": id_, "name": names[id_], "counts": [replies["steps"].get((id_, step), 0) for step in steps]}
                for id_ in sorted(replies["agents"], key=lambda id_: (-replies["agents"][id_], names[id_]))
            ],
            "hours": self._query_hours(scope),
        }
