from odoo import fields, models


class WaSession(models.Model):
    """A visit of a customer: from the first message until the session is over.

    What supervisors count is counted from these rows. They are written by the routing of
    conversations only.
    """

    _name = "wa.session"
    _inherit = "wa.conversation.mixin"
    _description = "WhatsApp Session"
    _order = "started_at desc, id desc"

    account_id = fields.Many2one("wa.account", "Device", required=True, ondelete="restrict", readonly=True)
    company_id = fields.Many2one("res.company", required=True, ondelete="restrict", readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", index="btree_not_null", ondelete="set null", readonly=True)
    started_at = fields.Datetime(
        "Began", required=True, readonly=True, help="When the customer wrote the first message of this session."
    )
    expires_at = fields.Datetime(
        "Ends at",
        required=True,
        readonly=True,
        help="24 hours after the customer's last message, or 72 hours after one that came from an ad: the later of the two.",
    )
    from_ad = fields.Boolean("From an ad", readonly=True)
    agent_id = fields.Many2one("res.users", "Served by", index="btree_not_null", ondelete="restrict", readonly=True)
    first_agent_id = fields.Many2one("res.users", "First answered by", ondelete="restrict", readonly=True)
    first_reply_at = fields.Datetime("First answered", readonly=True)
    first_response_seconds = fields.Integer(
        "First response (s)",
        readonly=True,
        aggregator="avg",
        help="Seconds from the customer's first message to the first answer of a person.",
    )
    reply_count = fields.Integer("Replies", readonly=True)
    ended_at = fields.Datetime("Ended", readonly=True)
    end_reason = fields.Selection(
        [("expired", "Session over"), ("archived", "Archived"), ("merged", "Merged")], "Ended because", readonly=True
    )

    _running_unique = models.UniqueIndex("(channel_id) WHERE ended_at IS NULL")
    _started_idx = models.Index("(account_id, started_at)")
