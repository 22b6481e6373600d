from odoo import api, fields, models

#: Minutes from the transfer to the paid order that customers are promised (spec/004).
PROMISED = 15


class TransferMatch(models.Model):
    """How long it took: booked at the bank, known here, paid (TRANSFERS.md 8)."""

    _inherit = "transfer.match"

    booked_at = fields.Datetime(
        compute="_compute_minutes",
        store=True,
        help="When the bank booked it (UTC); where the bank tells only the day, since when it is known here.",
    )
    ingested_at = fields.Datetime(
        "Known since", related="mutation_id.ingested_at", store=True, help="When the mutation arrived here (UTC)."
    )
    minutes_to_known = fields.Float(
        "Booked to known (minutes)", compute="_compute_minutes", store=True, digits=(16, 1), aggregator="avg"
    )
    minutes_to_paid = fields.Float(
        "Booked to paid (minutes)", compute="_compute_minutes", store=True, digits=(16, 1), aggregator="avg"
    )
    is_late = fields.Boolean(
        "Later than promised", compute="_compute_minutes", store=True, help="It took longer than 15 minutes from booking."
    )

    _late_idx = models.Index("(company_id, matched_at) WHERE is_late AND undone_at IS NULL")

    @api.depends("matched_at", "purpose", "mutation_id.booked_at", "mutation_id.ingested_at")
    def _compute_minutes(self):
        for match in self:
            known = match.mutation_id.ingested_at
            match.booked_at = booked = match.mutation_id.booked_at or known
            # Only what pays an order is waited for.
            paid = match.matched_at if match.purpose == "order" else None
            match.minutes_to_known = _minutes(booked, known)
            match.minutes_to_paid = _minutes(booked, paid)
            match.is_late = match.minutes_to_paid > PROMISED


def _minutes(since, until):
    """:return: minutes between two moments; clocks of banks run ahead at times, which is no waiting"""
    return max((until - since).total_seconds() / 60, 0) if since and until else False
