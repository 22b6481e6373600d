from pytz import UTC, timezone

from odoo import fields, models

#: Where the shop is when it does not say: most of Indonesia's business keeps Jakarta's time.
DEFAULT_ZONE = "Asia/Jakarta"


class ResCompany(models.Model):
    """Which day it is in a company's books, and whether one person may enter and accept the same money."""

    _inherit = "res.company"

    sale_transaction_four_eyes = fields.Boolean(
        "Whoever entered a transaction does not accept it",
        help="A second person has to accept it, even when the first one is a verifier, too.",
    )

    def _ledger_zone(self):
        """:return: the name of the time zone in which this company's days begin"""
        self.ensure_one()
        return self.sudo().partner_id.tz or DEFAULT_ZONE

    def _ledger_date(self, at=None):
        """Tell on which day of the books something happened.

        :param datetime at: when (UTC); now by default
        :return: date
        """
        return UTC.localize(at or fields.Datetime.now()).astimezone(timezone(self._ledger_zone())).date()
