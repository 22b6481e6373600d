from odoo import fields, models


class WaStatus(models.Model):
    """A status of a message that is not known yet; applied when its wamid is recorded."""

    _name = "wa.status"
    _description = "WhatsApp Status Waiting for Its Message"

    account_id = fields.Many2one("wa.account", "Device", required=True, ondelete="cascade")
    wamid = fields.Char(required=True)
    state = fields.Char(required=True)
    timestamp = fields.Datetime(required=True)
    code = fields.Integer()
    reason = fields.Text()
    pricing = fields.Json()

    _wamid_unique = models.UniqueIndex("(account_id, wamid, state)")
