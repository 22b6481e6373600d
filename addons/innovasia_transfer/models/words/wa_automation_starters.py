from odoo import api, models
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class WaAutomation(models.Model):
    """The messages about a bank transfer, with texts to begin with (spec/004).

    They are prepared paused, as all are. “Payment received” of the order thanks for a transfer, too: who has that switched on
    needs “Transfer received” only for other words.
    """

    _inherit = "wa.automation"

    @api.model
    def _starters(self):
        return [
            *super()._starters(),
            {
                "trigger": "transfer_instructions",
                "name": _lt("How to transfer"),
                "body": _lt(
                    "Hello {contactname}, please transfer *exactly {totaltransfer}* for order {documentnumber}:\n"
                    "{namabank} {norekening}\n"
                    "in the name of {atasnama}\n\n"
                    "The amount has the unique code {kodeunik}: with the last digits exactly like this, your payment is "
                    "verified by itself. Please pay until {bataswaktu}.\n"
                    "{linkbayar}"
                ),
            },
            {
                "trigger": "transfer_reminder",
                "name": _lt("Transfer reminder"),
                "body": _lt(
                    "Hello {contactname}, we wait for your transfer of *{totaltransfer}* for order {documentnumber} until "
                    "{bataswaktu}:\n"
                    "{namabank} {norekening}, {atasnama}\n"
                    "{linkbayar}"
                ),
                "delay_number": 3,
                "delay_unit": "hours",
                "has_hours": True,
                "hour_from": 8,
                "hour_to": 21,
            },
            {
                "trigger": "transfer_received",
                "name": _lt("Transfer received"),
                "body": _lt(
                    "Hello {contactname}, your transfer of {diterima} for order {documentnumber} has arrived. Thank you! 🙏"
                ),
            },
            {
                "trigger": "transfer_under",
                "name": _lt("Transfer too little"),
                "body": _lt(
                    "Hello {contactname}, for order {documentnumber} {diterima} has arrived, and *{kekurangan}* is still "
                    "missing. Please transfer exactly this to {namabank} {norekening}, {atasnama}.\n"
                    "{linkbayar}"
                ),
            },
            {
                "trigger": "transfer_over",
                "name": _lt("Transfer too much"),
                "body": _lt(
                    "Hello {contactname}, your order {documentnumber} is paid. {diterima} has arrived, {kelebihan} more than "
                    "asked for: we keep it as your credit. If you would rather have it back, tell us here."
                ),
            },
            {
                "trigger": "transfer_expired",
                "name": _lt("Transfer expired"),
                "body": _lt(
                    "Hello {contactname}, the time to transfer {totaltransfer} for order {documentnumber} is over. "
                    "If you have transferred already, send us the proof here. If you still want the order, tell us here."
                ),
                "has_hours": True,
                "hour_from": 8,
                "hour_to": 21,
            },
        ]
