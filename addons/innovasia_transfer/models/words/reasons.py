"""Why a message about a transfer was not sent; continues the catalogue of ``innovasia_sales``."""

from odoo import api, fields, models
from odoo.tools import LazyTranslate

from odoo.addons.innovasia_crm.models.automation.reasons import Reason

_lt = LazyTranslate(__name__)

AS_IT_SHOULD_BE = _lt("Nothing: this is as it should be.")

#: {code: Reason}
REASONS = {
    "transfer_closed": Reason(
        "Transfer not expected any more",
        _lt("When the message was due, this transfer was not waited for any more."),
        AS_IT_SHOULD_BE,
        is_intended=True,
    ),
    "transfer_new": Reason(
        "Told only just now",
        _lt("The reminder was due at the same time as the instructions: the customer has them before their eyes."),
        _lt("Let the reminder come closer to the time limit, or give customers more time in the journal."),
        "automation",
        is_intended=True,
    ),
    "transfer_reminded": Reason(
        "Reminded of the transfer instead",
        _lt("This order is paid by bank transfer: the reminder of the transfer, with the exact amount, says the same."),
        AS_IT_SHOULD_BE,
        is_intended=True,
    ),
    "transfer_claimed": Reason(
        "Proof being looked at",
        _lt("The customer says to have transferred, and nobody has found the money yet: the message waits."),
        _lt("Look for the money under Unpaid and Unmatched, or decide about the manual verification."),
        "document",
    ),
}


class WaScheduled(models.Model):
    _inherit = "wa.scheduled"

    reason_code = fields.Selection(
        selection_add=[(code, reason.label) for code, reason in REASONS.items()],
        ondelete=dict.fromkeys(REASONS, "set null"),
    )

    @api.model
    def _reasons(self):
        return {**super()._reasons(), **REASONS}
