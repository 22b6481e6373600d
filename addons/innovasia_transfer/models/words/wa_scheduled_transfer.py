from odoo import api, models

from .trigger_names import NAMES

#: What makes a message untrue stops it also when a person sends it again.
SERIOUS = {"cancelled", "already_paid", "transfer_closed"}


class WaScheduled(models.Model):
    """Whether a message about a transfer is still to be sent when it is due."""

    _inherit = "wa.scheduled"

    @api.model
    def _check_due(self, rows):
        found = super()._check_due(rows)
        of_transfers = rows.filtered(lambda row: row.trigger in NAMES and row not in found)
        for row, intent in of_transfers._documents().items():
            why_not = intent._wa_why_not(row.trigger)
            if why_not and (why_not[0] in SERIOUS or not row.attempts):
                found[row] = why_not
        return found
