from odoo import models
from odoo.fields import Datetime

from ..intents.transfer_intent import LIVE


class TransferIntent(models.Model):
    """An expected transfer, as the left list of the board tells it."""

    _inherit = "transfer.intent"

    def _board_rows(self):
        """:return: list of dict, what the left list tells about each; amounts in whole rupiah, moments UTC"""
        return [
            {
                "key": f"{intent._name}-{intent.id}",
                "model": intent._name,
                "id": intent.id,
                "name": intent.name,
                "order": intent.order_id.sudo().name,
                "order_id": intent.order_id.id,
                "partner": intent.partner_id.sudo().name or "",
                "account": intent.journal_id.sudo().name,
                "account_id": intent.journal_id.id,
                "amount": int(intent._still_due() if intent.state != "paid" else intent.payable),
                "base": int(intent.base),
                "code": intent.code,
                "received": int(intent.received),
                "state": intent.state,
                "since": Datetime.to_string(intent.opened_at),
                "until": Datetime.to_string(intent.expires_at if intent.state == "open" else intent.release_at),
                "has_proof": bool(intent.proof_at),
                "is_open": intent._is_open_for_match(),
            }
            for intent in self
        ]

    def _is_open_for_match(self):
        """:return: whether money is still expected, or could still come, for it"""
        return self.state in (*LIVE, "released")
