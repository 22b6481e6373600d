from datetime import datetime, time, timedelta

from pytz import utc

from odoo import api, fields, models
from odoo.tools import format_date

#: The chart shows so many days, today included.
DAYS = 30
#: What the chart shows, from below, and the colour of each in Odoo's palette: teal, orange, red.
COLORS = {"sent": 2, "skipped": 3, "failed": 1}


class WaAutomation(models.Model):
    """What became of the messages of an automated action."""

    _inherit = "wa.automation"

    waiting_count = fields.Integer("Waiting", compute="_compute_counts")
    sent_count = fields.Integer("Sent", compute="_compute_counts")
    skipped_count = fields.Integer("Skipped", compute="_compute_counts")
    failed_count = fields.Integer("Failed", compute="_compute_counts")
    kept_months = fields.Integer(related="company_id.wa_scheduled_months")
    chart = fields.Json("Last 30 days", compute="_compute_chart")

    @api.depends("scheduled_ids.state")
    def _compute_counts(self):
        groups = self.env["wa.scheduled"]._read_group(
            [("automation_id", "in", self.ids)], ["automation_id", "state"], ["__count"]
        )
        counts = {(automation.id, state): count for automation, state, count in groups}
        for automation in self:
            for state in ("waiting", "sent", "skipped", "failed"):
                automation[f"{state}_count"] = counts.get((automation._origin.id, state), 0)

    @api.depends("scheduled_ids.state")
    @api.depends_context("tz", "lang")
    def _compute_chart(self):
        """{days: [date], labels: [text], series: [{id: state, label, color, values: [number per day]}]}"""
        today = fields.Date.context_today(self)
        days = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
        groups = self.env["wa.scheduled"]._read_group(
            [("automation_id", "in", self.ids), ("due_at", ">=", days[0] - timedelta(days=1)), ("state", "!=", "waiting")],
            ["automation_id", "due_at:day", "state"],
            ["__count"],
        )
        counts = {(automation.id, day.date(), state): count for automation, day, state, count in groups}
        labels = dict(self.env["wa.scheduled"]._fields["state"]._description_selection(self.env))
        for automation in self:
            automation.chart = {
                "days": [fields.Date.to_string(day) for day in days],
                "labels": [format_date(self.env, day, date_format="d MMM") for day in days],
                "series": [
                    {
                        "id": state,
                        "label": labels[state],
                        "color": color,
                        "values": [counts.get((automation._origin.id, day, state), 0) for day in days],
                    }
                    for state, color in COLORS.items()
                ],
            }

    def action_day(self, state, day):
        """Open the messages behind a bar of the chart.

        :param str state: of `COLORS`
        :param str day: ``2026-11-22``, in the user's time zone
        :return: an action
        """
        self.ensure_one()
        day = fields.Date.to_date(day)
        label = dict(self.env["wa.scheduled"]._fields["state"]._description_selection(self.env))[state]
        begins, ends = (self._begin_of(each) for each in (day, day + timedelta(days=1)))
        action = self.env["ir.actions.act_window"]._for_xml_id("innovasia_crm.action_wa_scheduled")
        return {
            **action,
            "display_name": f"{self.name}: {label}, {format_date(self.env, day)}",
            "domain": [
                ("automation_id", "=", self.id),
                ("state", "=", state),
                ("due_at", ">=", fields.Datetime.to_string(begins)),
                ("due_at", "<", fields.Datetime.to_string(ends)),
            ],
            "context": {},
        }

    def _begin_of(self, day):
        """:return: datetime (UTC) at which a day begins for the user"""
        return self.env.tz.localize(datetime.combine(day, time.min)).astimezone(utc).replace(tzinfo=None)

    def action_scheduled(self):
        """Open the messages of this automated action; the context may name a state (``wa_state``).

        :return: an action
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("innovasia_crm.action_wa_scheduled")
        context = {"search_default_automation_id": self.id}
        if state := self.env.context.get("wa_state"):
            context[f"search_default_{state}"] = 1
        return {**action, "display_name": self.name, "context": context}
