from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store

from .discuss_channel_tell import MOST_TOLD

SUPERVISOR = "innovasia_crm.group_cs_supervisor"


class DiscussChannel(models.Model):
    """Handing conversations from one person to another.

    Whatever moves a conversation goes through :meth:`_wa_route`, on locked rows.
    """

    _inherit = "discuss.channel"

    # --- what people and integrators do --------------------------------------------------

    def wa_assign(self, user_id, note=""):
        """Give conversations to a CS, whoever has them now. Supervisors only.

        :param int user_id: the id of a CS (res.users)
        :param str note: what the CS should know; it stays inside
        :return: True
        :raises UserError: when a session is over or the user cannot serve it
        """
        self._wa_check_supervisor()
        return self._wa_hand_to(self.env["res.users"].browse(user_id), "assigned", note)

    def wa_transfer(self, user_id, note=""):
        """Hand own conversations to a colleague; supervisors hand over anybody's.

        :param int user_id: the id of a CS (res.users)
        :param str note: what the colleague should know; it stays inside
        :return: True
        """
        self._wa_check_mine(self.env._("Only who serves a conversation, or a supervisor, can hand it over."))
        return self._wa_hand_to(self.env["res.users"].browse(user_id), "transferred", note)

    def wa_release(self):
        """Give conversations back to everybody, in the same session.

        :return: True
        """
        self._wa_check_mine(self.env._("Only who serves a conversation, or a supervisor, can give it back."))
        self.sudo()._wa_lock()
        self.sudo().filtered(lambda channel: channel.wa_state == "assigned")._wa_route("new", "released")
        return True

    def wa_archive(self):
        """Put conversations away; they come back with the customer's next message.

        :return: True
        """
        self._wa_check_free()
        self.sudo()._wa_lock()
        self.sudo().filtered(lambda channel: channel.wa_state != "archived")._wa_route("archived", "archived")
        return True

    def wa_restore(self):
        """Bring archived conversations back, to everybody.

        :return: True
        """
        self._wa_check_whatsapp()
        channels = self.sudo()
        channels._wa_lock()
        archived = channels.filtered(lambda channel: channel.wa_state == "archived")
        archived._wa_route("inactive", "restored")
        now = fields.Datetime.now()
        running = archived.filtered(lambda channel: (channel.wa_session_expires_at or now) > now)
        running._wa_begin_sessions({channel.id: now for channel in running})
        running._wa_resume_waiting()
        return True

    # --- may they? -----------------------------------------------------------------------

    def _wa_check_whatsapp(self):
        """:raises AccessError: when the user does not see these, or one is no WhatsApp conversation"""
        if not self.env.user.has_group("innovasia_whatsapp.group_user"):
            raise AccessError(self.env._("You may not answer WhatsApp conversations."))
        self.check_access("read")
        if any(channel.channel_type != "whatsapp" for channel in self):
            raise UserError(self.env._("This is not a WhatsApp conversation."))

    def _wa_check_supervisor(self):
        self._wa_check_whatsapp()
        if not self.env.user.has_group(SUPERVISOR):
            raise AccessError(self.env._("Only a supervisor assigns conversations."))

    def _wa_check_mine(self, sentence):
        self._wa_check_whatsapp()
        if not self.env.user.has_group(SUPERVISOR) and any(c.wa_agent_id != self.env.user for c in self.sudo()):
            raise AccessError(sentence)

    def _wa_check_free(self):
        self._wa_check_whatsapp()
        of_others = self.sudo().filtered(lambda channel: channel.wa_agent_id - self.env.user)
        if of_others and not self.env.user.has_group(SUPERVISOR):
            raise of_others[0]._wa_served_error()

    def _wa_check_agent(self, agent):
        """:raises UserError: when somebody cannot serve these conversations"""
        agent = agent.sudo()
        if not agent.exists() or not agent.active or not agent.has_group("innovasia_whatsapp.group_user"):
            raise UserError(self.env._("This person does not serve WhatsApp conversations."))
        if self.sudo().wa_account_id.company_id - agent.company_ids:
            raise UserError(self.env._("%(name)s does not work for the company of this device.", name=agent.name))

    # --- moving --------------------------------------------------------------------------

    def _wa_hand_to(self, agent, reason, note=""):
        self._wa_check_agent(agent)
        channels = self.sudo()
        channels._wa_lock()
        now = fields.Datetime.now()
        if any(not channel.wa_session_id or channel.wa_session_expires_at <= now for channel in channels):
            raise UserError(
                self.env._(
                    "The session of this conversation is over: it is there for everybody once the customer writes again."
                )
            )
        moving = channels.filtered(lambda channel: channel.wa_agent_id != agent)
        moving._wa_note(agent, note)
        moving._wa_tell_handed_over(agent, note)
        moving._wa_route("assigned", reason, agent=agent, note=note)
        return True

    def _wa_note(self, agent, note):
        """Leave the note of a hand-over in the conversations, where only colleagues read it."""
        note = (note or "").strip()
        for channel in self if note else ():
            channel.message_post(
                body=self.env._("To %(name)s: %(note)s", name=agent.sudo().name, note=note),
                author_id=self.env.user.partner_id.id,
                message_type="comment",
                subtype_xmlid="mail.mt_note",
            )

    def _wa_lock(self, more_ids=()):
        """Lock these conversations; what is read of them afterwards is true until the commit."""
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT id FROM discuss_channel WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE", [[*self.ids, *more_ids]]
        )
        self.invalidate_recordset()

    def _wa_route(self, state, reason, agent=None, note=None):
        """Move these locked conversations: the one place that does.

        Writes the rows, the session, the history and the membership, and tells the screens.
        Set-based: ten thousand cost about as many statements as one.

        :param str state: the new ``wa_state``
        :param str reason: of :data:`wa_assignment.REASONS`
        :param agent: who serves them from now on, for the state "assigned"
        """
        if not self:
            return
        agent = agent or self.env["res.users"]
        by_person = reason not in ("expired", "merged") and not self.env.user._is_superuser()
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                """
                WITH former AS (
                    SELECT id, wa_agent_id, wa_session_id FROM discuss_channel WHERE id = ANY(%(ids)s)
                ), moved AS (
                    UPDATE discuss_channel AS channel
                       SET wa_state = %(state)s, wa_agent_id = %(agent)s,
                           wa_session_id = CASE WHEN %(ends)s THEN NULL ELSE channel.wa_session_id END,
                           wa_waiting_since = CASE WHEN %(ends)s THEN NULL ELSE channel.wa_waiting_since END
                     WHERE channel.id = ANY(%(ids)s)
                ), session AS (
                    UPDATE wa_session
                       SET agent_id = coalesce(%(agent)s, agent_id),
                           ended_at = CASE WHEN %(ends)s THEN %(now)s::timestamp ELSE ended_at END,
                           end_reason = CASE WHEN %(ends)s THEN %(end_reason)s ELSE end_reason END,
                           ended_agent_id = CASE WHEN %(ends)s THEN former.wa_agent_id ELSE ended_agent_id END,
                           unanswered = (%(ends)s AND %(reason)s <> 'merged' AND first_reply_at IS NULL)::int
                      FROM former
                     WHERE wa_session.id = former.wa_session_id
                )
                INSERT INTO wa_assignment (channel_id, session_id, date, agent_id, former_agent_id, user_id, reason, note,
                                           create_uid, create_date, write_uid, write_date)
                SELECT id, wa_session_id, %(now)s, %(agent)s, wa_agent_id, %(user)s, %(reason)s, %(note)s,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM former
             RETURNING id
                """,
                ids=self.ids,
                state=state,
                agent=agent.id or None,
                ends=state in ("inactive", "archived"),
                end_reason=reason if reason in ("archived", "merged") else "expired",
                now=fields.Datetime.now(),
                user=self.env.uid if by_person else None,
                reason=reason,
                note=note or None,
                uid=self.env.uid,
            )
        )
        self.env["wa.session"].invalidate_model()
        self.invalidate_recordset()
        self._wa_keep_members()
        if agent and reason != "reply":  # who replies joins by it
            self._wa_add_owner(agent, note)
        self._wa_tell()

    def _wa_keep_members(self):
        """Let nobody but who serves it be a member of a conversation: membership opens it to read."""
        self.env.cr.execute(
            """
            SELECT member.id FROM discuss_channel_member AS member
              JOIN discuss_channel AS channel ON channel.id = member.channel_id
              LEFT JOIN res_users AS agent ON agent.id = channel.wa_agent_id
             WHERE channel.id = ANY(%s) AND member.partner_id IS DISTINCT FROM agent.partner_id
            """,
            [self.ids],
        )
        leaving = self.env["discuss.channel.member"].sudo().browse(row[0] for row in self.env.cr.fetchall())
        if not leaving:
            return
        for user, members in leaving.grouped(lambda member: member.partner_id.main_user_id).items():
            if user and len(members) <= MOST_TOLD:
                store = Store(bus_channel=user)
                for member in members:
                    gone = Store.Many("channel_member_ids", [], mode="DELETE", value=member)
                    store.add(member.channel_id, [gone])
                    store.add(member.channel_id, {"close_chat_window": True, "isLocallyPinned": False})
                store.bus_send()
        self.env.cr.execute("DELETE FROM discuss_channel_member WHERE id = ANY(%s)", [leaving.ids])
        leaving.invalidate_model()
        self.env["res.partner"].invalidate_model(["channel_ids"])  # the rules ask it who is a member
        self.invalidate_recordset()
