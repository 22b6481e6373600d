from odoo import fields, models


class BankFeedEvent(models.Model):
    """What a service posted or answered, as it came. It is stored first and read later; nothing is dropped."""

    _name = "bank.feed.event"
    _description = "Bank Feed Event"
    _order = "id desc"
    _rec_name = "feed_id"

    feed_id = fields.Many2one("bank.feed", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="feed_id.company_id")
    body = fields.Text(required=True, readonly=True)
    digest = fields.Char(required=True, readonly=True)
    origin = fields.Selection([("webhook", "Posted"), ("poll", "Asked for")], required=True, readonly=True)
    state = fields.Selection(
        [("pending", "Pending"), ("done", "Done"), ("dead", "Not understood")], default="pending", required=True, readonly=True
    )
    error = fields.Text("Reason", readonly=True)

    _digest_unique = models.UniqueIndex("(feed_id, digest)")
    _pending_idx = models.Index("(feed_id, id) WHERE state = 'pending'")
