from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .res_company import DEFAULT_ZONE

VERIFIERS = "innovasia_sales.group_verifier"


class SaleTransaction(models.Model):
    """The same money claimed twice: by the same customer, amount and day, or with the same picture."""

    _inherit = "sale.transaction"

    duplicate_ids = fields.Many2many(
        "sale.transaction",
        string="Possible duplicates",
        compute="_compute_duplicate_ids",
        compute_sudo=True,
        groups=VERIFIERS,
        help="Of the same customer, amount and day; or with the same picture, whoever sent it.",
    )
    has_duplicate = fields.Boolean(
        "Possible duplicate",
        compute="_compute_duplicate_ids",
        search="_search_has_duplicate",
        compute_sudo=True,
        groups=VERIFIERS,
    )

    @api.depends("company_id", "partner_id", "amount", "paid_at", "state", "evidence_ids")
    def _compute_duplicate_ids(self):
        found = {}
        if self.ids:
            self.env.flush_all()
            pairs = SQL("SELECT one, other FROM (%s) AS pair WHERE one IN %s", self._duplicates_query(), tuple(self.ids))
            for one, other in self.env.execute_query(pairs):
                found.setdefault(one, []).append(other)
        for transaction in self:
            transaction.duplicate_ids = found.get(transaction._origin.id, [])
            transaction.has_duplicate = bool(transaction.duplicate_ids)

    def _search_has_duplicate(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("id", "in", SQL("(SELECT one FROM (%s) AS pair)", self._duplicates_query()))

    def _duplicates_query(self):
        """:return: SQL of the pairs (one, other) that look like the same money; a rejected or reversed one only counts for
        its picture"""
        return SQL(
            """
            SELECT t.id AS one, o.id AS other FROM sale_transaction AS t
              JOIN res_company AS company ON company.id = t.company_id
              JOIN res_partner AS home ON home.id = company.partner_id
              JOIN sale_transaction AS o ON o.company_id = t.company_id AND o.partner_id = t.partner_id
                   AND o.amount = t.amount AND o.id <> t.id
                   AND (o.paid_at AT TIME ZONE 'UTC' AT TIME ZONE coalesce(home.tz, %(zone)s))::date
                     = (t.paid_at AT TIME ZONE 'UTC' AT TIME ZONE coalesce(home.tz, %(zone)s))::date
             WHERE t.state IN ('pending', 'accepted') AND o.state IN ('pending', 'accepted')
             UNION
            SELECT mine.res_id, theirs.res_id FROM ir_attachment AS mine
              JOIN ir_attachment AS theirs ON theirs.checksum = mine.checksum AND theirs.res_id <> mine.res_id
              JOIN ir_attachment_sale_transaction_rel AS my ON my.ir_attachment_id = mine.id
              JOIN ir_attachment_sale_transaction_rel AS their ON their.ir_attachment_id = theirs.id
             WHERE mine.res_model = 'sale.transaction' AND theirs.res_model = 'sale.transaction'
            """,
            zone=DEFAULT_ZONE,
        )
