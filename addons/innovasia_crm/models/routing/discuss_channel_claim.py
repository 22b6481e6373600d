from psycopg2.errors import SerializationFailure

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL


class DiscussChannel(models.Model):
    """The first reply takes the conversation (spec/003: "ter-assigned otomatis ke CS yang membalas")."""

    _inherit = "discuss.channel"

    def _wa_check_reply(self):
        result = super()._wa_check_reply()
        self._wa_claim()
        return result

    def _wa_claim(self):
        """Make the author of a reply the one who serves this conversation.

        Decided under the row's lock: of two replies at the same instant, one waits, and is
        refused with the other's name. The system's own messages claim nothing.

        :raises UserError: when somebody else serves it
        """
        user = self.env.user
        if user._is_superuser():
            return
        channel = self.sudo()
        if channel.wa_account_id.company_id.id not in user._get_company_ids():
            raise AccessError(self.env._("You may not answer WhatsApp conversations."))
        agent_id, state = channel._wa_lock_for_claim()
        if agent_id == user.id:
            return
        if agent_id:
            raise channel._wa_served_error(agent_id)
        if state != "new":
            # The window is open, so a session is: the customer's message is only not heard yet.
            channel._wa_begin_sessions({channel.id: fields.Datetime.now()})
        channel._wa_route("assigned", "reply", agent=user)

    def _wa_lock_for_claim(self):
        """:return: (id of who serves it or None, state), locked"""
        self.ensure_one()
        self.env.flush_all()
        try:
            with self.env.cr.savepoint(flush=False):
                self.env.cr.execute(
                    "SELECT wa_agent_id, wa_state FROM discuss_channel WHERE id = %s FOR NO KEY UPDATE", [self.id]
                )
                return self.env.cr.fetchone()
        except SerializationFailure:
            # Somebody changed the row since our snapshot. A rival is named at once; anything
            # else makes Odoo repeat the request.
            with self.env.registry.cursor() as cr:
                cr.execute("SELECT wa_agent_id FROM discuss_channel WHERE id = %s", [self.id])
                (agent_id,) = cr.fetchone()
            if agent_id and agent_id != self.env.uid:
                raise self._wa_served_error(agent_id) from None
            raise

    def _wa_check_not_served(self):
        """:raises UserError: naming who serves it, to a CS who could have served this conversation"""
        channel, user = self.sudo().exists(), self.env.user
        is_cs = user.has_group("innovasia_whatsapp.group_user") and channel.wa_account_id.company_id in user.company_ids
        if channel.channel_type == "whatsapp" and is_cs and channel.wa_agent_id not in (user, self.env["res.users"]):
            raise channel._wa_served_error()

    def _wa_served_error(self, agent_id=None):
        """:return: the refusal that names who serves this conversation"""
        agent = self.env["res.users"].sudo().browse(agent_id) if agent_id else self.sudo().wa_agent_id
        return UserError(
            self.env._("%(name)s already serves this customer. Your message was not sent.", name=agent.name or "?")
        )

    # --- what a reply changes ------------------------------------------------------------

    def _wa_enqueue_reply(self, message):
        result = super()._wa_enqueue_reply(message)
        if not self.env.user._is_superuser():
            self._wa_note_reply()
        return result

    def _wa_note_reply(self):
        """Count a person's reply: the customer waits no longer, the session has its first response."""
        channel, now = self.sudo(), fields.Datetime.now()
        was_waiting = bool(channel.wa_waiting_since)
        self.env.execute_query(
            SQL(
                """
                WITH answered AS (
                    UPDATE discuss_channel SET wa_waiting_since = NULL
                     WHERE id = %(channel)s AND wa_waiting_since IS NOT NULL
                )
                UPDATE wa_session
                   SET reply_count = coalesce(reply_count, 0) + 1,
                       first_agent_id = coalesce(first_agent_id, %(user)s),
                       first_response_seconds = coalesce(
                           first_response_seconds, greatest(0, extract(epoch FROM %(now)s - started_at)::int)),
                       first_reply_at = coalesce(first_reply_at, %(now)s)
                 WHERE id = %(session)s
             RETURNING id
                """,
                channel=channel.id,
                user=self.env.uid,
                now=now,
                session=channel.wa_session_id.id or 0,
            )
        )
        channel.wa_session_id.invalidate_recordset()
        channel.invalidate_recordset(["wa_waiting_since"])
        if was_waiting:
            channel._wa_tell(moved=False)
