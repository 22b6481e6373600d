from odoo import fields, models


class WaSession(models.Model):
    """What supervisors count of the sessions, and the indexes that keep counting quick."""

    _inherit = "wa.session"

    unanswered = fields.Integer(
        readonly=True,
        help="1 when the session ended and no person had ever answered, otherwise 0: it can be added up.",
    )
    ended_agent_id = fields.Many2one(
        "res.users",
        "Served at the end by",
        readonly=True,
        ondelete="restrict",
        help="Who served the conversation when the session ended; empty when nobody did.",
    )
    assignment_ids = fields.One2many("wa.assignment", "session_id", "Assignments")

    _answered_idx = models.Index(
        "(account_id, first_reply_at, first_agent_id, first_response_seconds) WHERE first_reply_at IS NOT NULL"
    )
    _unanswered_idx = models.Index("(account_id, ended_at, ended_agent_id) WHERE unanswered = 1")
