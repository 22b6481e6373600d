from odoo import fields, models


class WaMessage(models.Model):
    """A WhatsApp message of either direction; the outbox is its rows in state 'outgoing'."""

    _name = "wa.message"
    _description = "WhatsApp Message"
    _order = "id desc"
    _rec_name = "partner_id"

    account_id = fields.Many2one("wa.account", "Device", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="account_id.company_id")
    identity_id = fields.Many2one("wa.identity", required=True, index=True, ondelete="cascade")
    channel_id = fields.Many2one("discuss.channel", index=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", index=True, ondelete="restrict")
    mail_message_id = fields.Many2one("mail.message", index="btree_not_null", ondelete="set null")
    user_id = fields.Many2one("res.users", help="Who wrote it; empty for automatic messages.")
    direction = fields.Selection([("inbound", "Inbound"), ("outbound", "Outbound")], required=True)
    kind = fields.Char(required=True, help="Meta's word: text, image, interactive, ...")
    body = fields.Text(help="What is readable of it as plain text, in WhatsApp's markup.")
    data = fields.Json(help="What belongs to the kind: an order's items, a location, a reaction.")
    wamid = fields.Char("WhatsApp message ID", copy=False)
    context_wamid = fields.Char(help="The message it answers or reacts to.")
    key = fields.Char(copy=False, help="Our own key of an outgoing message, sent along to Meta.")
    state = fields.Selection(
        [
            ("received", "Received"),
            ("outgoing", "Queued"),
            ("sending", "Sending"),
            ("unknown", "Outcome unknown"),
            ("sent", "Sent"),
            ("delivered", "Delivered"),
            ("read", "Read"),
            ("failed", "Failed"),
            ("skipped", "Skipped"),
        ],
        required=True,
    )
    reason_code = fields.Integer(help="Meta's error code; 0 when the reason is our own.")
    reason = fields.Text()
    timestamp = fields.Datetime(help="When the customer sent it, by WhatsApp's clock.")
    sent_at = fields.Datetime()
    delivered_at = fields.Datetime()
    read_at = fields.Datetime()
    failed_at = fields.Datetime()
    pricing_category = fields.Char(help="What Meta billed it as.")
    billable = fields.Boolean()
    # media
    media_id = fields.Char()
    media_url = fields.Char()
    media_mime = fields.Char()
    media_filename = fields.Char()
    media_sha256 = fields.Char()
    media_state = fields.Selection([("pending", "Downloading"), ("done", "Stored"), ("lost", "Lost")])
    # trying again: media downloads and the outbox
    attempts = fields.Integer()
    next_try_at = fields.Datetime()

    _wamid_unique = models.UniqueIndex("(account_id, wamid) WHERE wamid IS NOT NULL")
    _key_unique = models.UniqueIndex("(account_id, key) WHERE key IS NOT NULL")
    _outbox_idx = models.Index("(account_id, id) WHERE state IN ('outgoing', 'sending', 'unknown')")
    _context_idx = models.Index("(account_id, context_wamid) WHERE context_wamid IS NOT NULL")
    _media_idx = models.Index("(account_id, id) WHERE media_state = 'pending'")
    _account_idx = models.Index("(account_id, id)")
    _failed_idx = models.Index("(account_id, id) WHERE state = 'failed'")
