from datetime import timedelta

from pytz import UTC, timezone

from odoo import api, fields, models
from odoo.tools import format_date, format_time

#: How far ahead the next opening is looked for.
HORIZON = timedelta(days=35)


class WaAccount(models.Model):
    """When somebody is there to answer for a device."""

    _inherit = "wa.account"

    resource_calendar_id = fields.Many2one(
        "resource.calendar",
        "Working hours",
        compute="_compute_resource_calendar_id",
        store=True,
        readonly=False,
        ondelete="restrict",
        check_company=True,
        domain="[('flexible_hours', '=', False), ('duration_based', '=', False)]",
        help="With their time zone, breaks and public holidays.",
    )
    resource_calendar_tz = fields.Selection(related="resource_calendar_id.tz", string="Time zone of the working hours")

    @api.depends("away_active")
    def _compute_resource_calendar_id(self):
        for account in self.filtered(lambda a: a.away_active and not a.resource_calendar_id):
            account.resource_calendar_id = account.company_id.resource_calendar_id

    def _next_opening(self, at):
        """:return: when the device opens next after ``at`` (UTC), in words: "today at 13:00", "on Monday at 08:00" """
        account = self._in_company_language()
        opens = next((start for start, _stop in account._open_intervals(at, at + HORIZON) if start > at), None)
        if not opens:
            return account.env._("as soon as we can")
        zone = timezone(account.sudo().resource_calendar_id.tz)
        local = UTC.localize(opens).astimezone(zone)
        days = (local.date() - UTC.localize(at).astimezone(zone).date()).days
        lang = account.env.lang
        clock = format_time(account.env, local.timetz(), time_format="short", lang_code=lang)
        if (abbreviation := local.strftime("%Z")).isalpha():  # WIB, WITA, WIT; others are only offsets
            clock = f"{clock} {abbreviation}"
        if days == 0:
            return account.env._("today at %s", clock)
        if days == 1:
            return account.env._("tomorrow at %s", clock)
        pattern = "EEEE" if days < 7 else "EEEE, d MMMM"
        day = format_date(account.env, local.date(), lang_code=lang, date_format=pattern)
        return account.env._("on %(day)s at %(time)s", day=day, time=clock)

    def _open_intervals(self, start, stop):
        """The working hours between two times, public holidays left out.

        :return: list of (start, stop), in UTC
        """
        self.ensure_one()
        calendar = self.sudo().resource_calendar_id
        if not calendar:
            return []
        holidays = [("time_type", "=", "leave"), ("company_id", "in", [False, self.company_id.id])]
        intervals = calendar._work_intervals_batch(UTC.localize(start), UTC.localize(stop), domain=holidays)[False]
        return [(_naive(begin), _naive(end)) for begin, end, _attendance in intervals]


def _naive(at):
    return at.astimezone(UTC).replace(tzinfo=None)
