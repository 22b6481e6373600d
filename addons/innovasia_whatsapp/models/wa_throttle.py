from odoo import fields, models


class WaThrottle(models.Model):
    """Pacing shared by all server processes: one row per account, and per recipient of it."""

    _name = "wa.throttle"
    _description = "WhatsApp Pacing"

    account_id = fields.Many2one("wa.account", required=True, ondelete="cascade")
    identity_id = fields.Many2one("wa.identity", ondelete="cascade")
    tokens = fields.Float()
    counted_at = fields.Datetime()
    blocked_until = fields.Datetime()
    strikes = fields.Integer()

    _target_unique = models.UniqueIndex("(account_id, COALESCE(identity_id, 0))")
