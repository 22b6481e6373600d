"""Why a message about a sale was not sent, or waits; continues the catalogue of ``innovasia_crm``."""

from odoo import api, fields, models
from odoo.tools import LazyTranslate

from odoo.addons.innovasia_crm.models.automation.reasons import Reason

_lt = LazyTranslate(__name__)

AS_IT_SHOULD_BE = _lt("Nothing: this is as it should be.")

#: {code: Reason}
REASONS = {
    "no_tracking": Reason(
        "No tracking number",
        _lt("The message names the tracking number, and the parcel has none."),
        _lt(
            "Enter the number in the delivery, then press “Send again”. For couriers without numbers, write a format that does "
            "not name it."
        ),
        "document",
    ),
    "not_shipped": Reason(
        "Not shipped yet",
        _lt("The goods were to arrive by now, and not all of them have been shipped: the customer is not asked yet."),
        _lt("Ship them, or choose another estimated arrival in the order. The question then follows by itself."),
        "document",
    ),
    "payment_pending": Reason(
        "Payment not verified yet",
        _lt("The customer says to have paid, and nobody has verified it yet: the reminder waits."),
        _lt("Accept or reject the transaction of this order."),
        "document",
    ),
    "already_paid": Reason("Already paid", _lt("The order was paid before the reminder was due."), AS_IT_SHOULD_BE),
    "already_received": Reason(
        "Already received", _lt("The goods were received before the customer was to be asked for them."), AS_IT_SHOULD_BE
    ),
    "fetched": Reason(
        "Fetched by the customer",
        _lt("The customer took the goods along, so there is nothing to tell of them on the way."),
        AS_IT_SHOULD_BE,
    ),
    "returned": Reason("Goods returned", _lt("The goods came back before the message was due."), AS_IT_SHOULD_BE),
    "quiet_channel": Reason(
        "Sales channel without messages",
        _lt("Nothing is written by itself to the customers of this order's sales channel."),
        _lt("If they are to get messages from you, untick “No automatic messages” at the sales channel."),
        "document",
    ),
}
#: These are skipped on purpose, and nobody has to do anything.
INTENDED = frozenset(("already_paid", "already_received", "fetched", "returned", "quiet_channel"))


class WaScheduled(models.Model):
    _inherit = "wa.scheduled"

    reason_code = fields.Selection(
        selection_add=[(code, reason.label) for code, reason in REASONS.items()],
        ondelete=dict.fromkeys(REASONS, "set null"),
    )

    @api.model
    def _reasons(self):
        return {**super()._reasons(), **REASONS}
