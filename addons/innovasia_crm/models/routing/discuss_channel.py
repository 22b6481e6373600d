from odoo import api, fields, models
from odoo.exceptions import AccessError

STATES = [("new", "New"), ("assigned", "Being served"), ("inactive", "Inactive"), ("archived", "Archived")]


class DiscussChannel(models.Model):
    """Where a conversation stands: whose it is, and until when."""

    _inherit = "discuss.channel"

    wa_state = fields.Selection(STATES, "Status", readonly=True, copy=False)
    wa_agent_id = fields.Many2one("res.users", "Served by", readonly=True, copy=False, ondelete="restrict")
    wa_session_id = fields.Many2one(
        "wa.session", "Session", index="btree_not_null", readonly=True, copy=False, ondelete="set null",
        help="The running session; empty when it is over.",
    )  # fmt: skip
    wa_session_expires_at = fields.Datetime(
        "Session ends",
        readonly=True,
        copy=False,
        help="24 hours after the customer's last message, or 72 hours after one that came from an ad: the later of the two.",
    )
    wa_waiting_since = fields.Datetime(
        "Waiting since", readonly=True, copy=False, help="When the customer wrote what nobody has answered yet."
    )
    wa_session_ids = fields.One2many("wa.session", "channel_id", "Sessions")
    wa_assignment_ids = fields.One2many("wa.assignment", "channel_id", "Assignments")

    _wa_owner_check = models.Constraint(
        "CHECK ((wa_state IS NOT DISTINCT FROM 'assigned') = (wa_agent_id IS NOT NULL))",
        "A conversation is being served exactly when it has somebody who serves it.",
    )
    _wa_new_idx = models.Index("(wa_account_id, wa_waiting_since, id) WHERE wa_state = 'new'")
    _wa_mine_idx = models.Index("(wa_agent_id, last_interest_dt DESC, id DESC) WHERE wa_agent_id IS NOT NULL")
    _wa_inactive_idx = models.Index("(wa_account_id, last_interest_dt DESC, id DESC) WHERE wa_state = 'inactive'")
    _wa_running_idx = models.Index("(wa_session_expires_at) WHERE wa_state IN ('new', 'assigned')")

    def write(self, vals):
        if "active" in vals and not self.env.su and any(channel.channel_type == "whatsapp" for channel in self):
            raise AccessError(self.env._("A WhatsApp conversation is archived by its own button."))
        return super().write(vals)

    def _wa_create(self, identities):
        channels = super()._wa_create(identities)
        channels.wa_state = "inactive"  # until the customer's message is heard
        return channels

    @api.model
    def _wa_adopt(self):
        """Route the conversations that are older than the routing: whose window is open is new."""
        self.env.cr.execute(
            """
            UPDATE discuss_channel SET wa_state = 'inactive', wa_session_expires_at = wa_window_expires_at
             WHERE channel_type = 'whatsapp' AND wa_state IS NULL
            """
        )
        self.env.invalidate_all()
        now = fields.Datetime.now()
        open_ones = self.sudo().search([("channel_type", "=", "whatsapp"), ("wa_window_expires_at", ">", now)])
        open_ones._wa_begin_sessions({channel.id: now for channel in open_ones})
        self.sudo().search([("channel_type", "=", "whatsapp"), ("channel_member_ids", "!=", False)])._wa_keep_members()

    def _wa_absorb(self, other):
        """Take over the sessions and the history of the same person, too."""
        result = super()._wa_absorb(other)
        other = other.sudo()
        self.sudo()._wa_join_sessions(other)
        return result

    def _wa_join_sessions(self, other):
        self._wa_lock(other.ids)
        if other.wa_session_id and self.wa_session_id:
            ends, asked = other.wa_session_expires_at, other.wa_waiting_since
            other._wa_route("inactive", "merged")
            self._wa_lengthen({self.id: ends}, {self.id: asked or None})
        self.env.cr.execute("UPDATE wa_session SET channel_id = %s WHERE channel_id = %s", [self.id, other.id])
        self.env.cr.execute("UPDATE wa_assignment SET channel_id = %s WHERE channel_id = %s", [self.id, other.id])
        if other.wa_session_id:
            self._wa_take_over(other)
        self.env.invalidate_all()
        (self | other)._wa_keep_members()
        if self.wa_agent_id:
            self._add_members(users=self.wa_agent_id, post_joined_message=False)
        self._wa_tell()

    def _wa_absorb_members(self, other):
        """Membership follows who serves the conversation."""

    def _wa_take_over(self, other):
        """Continue the running session of another conversation in this one that has none."""
        self.env.cr.execute(
            """
            UPDATE discuss_channel AS mine
               SET wa_state = other.wa_state, wa_agent_id = other.wa_agent_id, wa_session_id = other.wa_session_id,
                   wa_session_expires_at = other.wa_session_expires_at, wa_waiting_since = other.wa_waiting_since
              FROM discuss_channel AS other
             WHERE mine.id = %s AND other.id = %s
            """,
            [self.id, other.id],
        )
        self.env.cr.execute(
            """
            UPDATE discuss_channel
               SET wa_state = 'inactive', wa_agent_id = NULL, wa_session_id = NULL, wa_waiting_since = NULL
             WHERE id = %s
            """,
            [other.id],
        )
