from calendar import isleap
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Birthdays, on which automated actions may write."""

    _inherit = "res.partner"

    birth_date = fields.Date("Date of birth", index="btree_not_null", tracking=True)

    @api.model
    def _wa_cron_birthdays(self):
        """Say whose birthday it is today, where the automated actions are.

        Each year once for each customer, however often this runs; the hours of the automated action decide when it is written.
        """
        automations = self.env["wa.automation"].sudo()
        places = {(waiting.company_id, waiting.tz) for waiting in automations._waiting_for("birthday")}
        now = fields.Datetime.now().replace(tzinfo=timezone.utc)
        for company_id, day in sorted({(company_id, _day(now, tz)) for company_id, tz in places}):
            found = self.sudo().search(
                _born_on(day) & Domain("wa_number", "!=", False) & Domain("company_id", "in", [False, company_id])
            )
            customers = found.filtered(lambda partner: partner._wa_is_customer())
            automations.with_company(company_id)._emit(
                "birthday", customers, due=dict.fromkeys(customers.ids, day), extra=f"{day.year}"
            )


def _day(now: datetime, tz: str):
    """:return: the date that it is in a time zone"""
    return now.astimezone(ZoneInfo(tz)).date()


def _born_on(day):
    """:return: Domain; who was born on 29 February celebrates on the 28th where there is no 29th"""
    days = [28, 29] if (day.month, day.day) == (2, 28) and not isleap(day.year) else [day.day]
    return Domain("birth_date.month_number", "=", day.month) & Domain("birth_date.day_of_month", "in", days)
