from odoo import fields, models


class TransferProof(models.Model):
    """Which expected transfer a picture was shown for: one picture proves one payment (TRANSFERS.md 7)."""

    _name = "transfer.proof"
    _description = "Picture Shown for a Transfer"
    _log_access = False

    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    checksum = fields.Char(required=True, help="Of the file's content.")
    intent_id = fields.Many2one("transfer.intent", required=True, index=True, ondelete="cascade")

    _once = models.UniqueIndex("(company_id, checksum)", "This picture was shown for another payment already.")
