from odoo import fields, models


class TransferCode(models.Model):
    """An amount that is taken on an account: reserved in a transaction of its own, before the intent is seen by others."""

    _name = "transfer.code"
    _description = "Reserved Transfer Amount"
    _log_access = False

    journal_id = fields.Many2one("account.journal", required=True, ondelete="cascade")
    payable = fields.Float(required=True, digits=(16, 0))
    token = fields.Char(required=True, help="Names the intent that it was reserved for.")
    reserved_at = fields.Datetime(required=True)

    _payable_unique = models.UniqueIndex("(journal_id, payable)")
    _token_idx = models.Index("(token)")
