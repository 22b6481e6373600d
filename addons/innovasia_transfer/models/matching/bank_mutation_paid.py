from datetime import datetime, time

from pytz import UTC, timezone

from odoo import fields, models
from odoo.exceptions import UserError

NOON = time(12)


class BankMutation(models.Model):
    """When money was paid, and by what it is entered."""

    _inherit = "bank.mutation"

    def _paid_at(self):
        """:return: when the customer paid (UTC): the bank's time, or noon of its day where it tells no hour, never to come"""
        self.ensure_one()
        if self.booked_at:
            return min(self.booked_at, fields.Datetime.now())
        return self.company_id._noon_of(self.date)

    def _method_for(self, intent):
        """:return: sale.payment.method by which this money is entered: the intent's, or one of the account it came to
        :raises UserError: when no method is of that account"""
        if self.journal_id == intent.journal_id:
            return intent.payment_method_id
        methods = self.env["sale.payment.method"].search([("journal_id", "=", self.journal_id.id)])
        if not methods:
            raise UserError(
                self.env._("No payment method is of the account %s: make one to match its money.", self.journal_id.display_name)
            )
        return methods.sorted("is_transfer", reverse=True)[:1]


class SaleTransaction(models.Model):
    _inherit = "sale.transaction"

    def _date_in_open_books(self):
        """Money of days that are closed is entered on the first one that is open, as the bank's line of it is."""
        self.ensure_one()
        company = self.company_id
        if locks := self._locks_on(company._ledger_date(self.paid_at)):
            self.paid_at = company._noon_of(fields.Date.add(max(last for last, _field in locks), days=1))


class ResCompany(models.Model):
    _inherit = "res.company"

    def _noon_of(self, day):
        """:return: noon of a day where the company is (UTC), never to come"""
        noon = timezone(self._ledger_zone()).localize(datetime.combine(day, NOON))
        return min(noon.astimezone(UTC).replace(tzinfo=None), fields.Datetime.now())
