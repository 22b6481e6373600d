from odoo import fields, models


class WaEvent(models.Model):
    """A signed webhook post as it came: the inbox."""

    _name = "wa.event"
    _description = "WhatsApp Webhook Event"
    _order = "id desc"

    account_id = fields.Many2one("wa.account", required=True, ondelete="cascade", readonly=True)
    company_id = fields.Many2one(related="account_id.company_id")
    body = fields.Text(required=True, readonly=True)
    digest = fields.Char(required=True, readonly=True)
    state = fields.Selection(
        [("pending", "Pending"), ("done", "Done"), ("dead", "Not understood")],
        default="pending",
        required=True,
        readonly=True,
    )
    error = fields.Text(readonly=True)

    _digest_unique = models.UniqueIndex("(account_id, digest)")
    _pending_idx = models.Index("(account_id, id) WHERE state = 'pending'")
    _dead_idx = models.Index("(account_id, id) WHERE state = 'dead'")

    def _drain_inbox(self, account):
        return 0

    def _has_pending_inbox(self, account):
        return False
