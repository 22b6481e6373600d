from odoo import fields, models

from ...tools.labels import label


class TransferVerification(models.Model):
    """What the panel beside a conversation tells of a manual verification."""

    _inherit = "transfer.verification"

    def _wa_verification(self):
        """:return: dict of ``id``, ``name``, ``state``, ``state_label``, ``due_at`` (UTC or False), ``reason`` (of finance)"""
        self.ensure_one()
        return {
            "id": self.id,
            "name": self.name,
            "state": self.state,
            "state_label": label(self, "state"),
            "due_at": fields.Datetime.to_string(self.due_at),
            "reason": self.reject_reason or "",
        }
