from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

#: Banks book some days later; customers mistake the day.
DAYS = 5
#: So many of the account's unmatched mutations are looked at.
MOST = 500


class TransferVerification(models.Model):
    """The mutations that it may have been, the likely ones first."""

    _inherit = "transfer.verification"

    def action_suggest(self):
        """Tell which mutations it may have been.

        :return: list of dict of ``id``, ``date``, ``amount`` (rupiah), ``text`` (what the bank wrote), ``bank``, ``score``
            (0 to 100) and ``reasons`` (list of str), the likely ones first
        :raises AccessError: for others than matchers
        """
        self.ensure_one()
        self._check_matcher()
        verification = self.sudo()
        if verification.state != "submitted":
            return []
        intent, day = verification.intent_id, fields.Date.to_date(verification.transferred_at)
        domain = Domain(
            [
                ("company_id", "=", verification.company_id.id),
                ("kind", "=", "credit"),
                ("state", "=", "suspense"),
                ("open_amount", ">", 0),
                ("date", ">=", day - timedelta(days=DAYS)),
                ("date", "<=", day + timedelta(days=DAYS)),
            ]
        )
        mutations = self.env["bank.mutation"].sudo().search(domain, limit=MOST)
        suggested = mutations._suggest(intent)
        found = [
            (suggestion.score, mutation, suggestion.texts(self.env))
            for mutation, suggestions in suggested.items()
            for suggestion in suggestions
        ]
        known = {mutation for _score, mutation, _reasons in found}
        asked = [(0, each, []) for each in mutations if each not in known and each.open_amount == verification.amount]
        return [
            {
                "id": mutation.id,
                "date": mutation.date,
                "amount": mutation.open_amount,
                "text": mutation.description or mutation.sender_name or "",
                "bank": mutation.journal_id.name,
                "score": score,
                "reasons": reasons,
            }
            for score, mutation, reasons in sorted([*found, *asked], key=lambda row: (-row[0], row[1].id))
        ]
