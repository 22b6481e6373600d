from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from odoo.addons.innovasia_whatsapp.models.discuss_channel import WINDOW

#: A message that came from an ad keeps the session this long (Meta's free entry point).
AD_SESSION = timedelta(hours=72)
BATCH = 1000


class DiscussChannel(models.Model):
    """Sessions: they begin with a customer's message and end by the clock (spec/003: 24 jam/72jam)."""

    _inherit = "discuss.channel"

    @api.model
    def _wa_hear(self, rows):
        """Begin or lengthen the sessions of the customers who wrote.

        Called once per batch of inbound messages, whose conversations are locked by then.

        :param rows: wa.message
        :return: wa.session that began
        """
        news = {}
        for row in rows.sudo().sorted(lambda row: (row.timestamp, row.id)):
            new = {"first": row.timestamp, "last": row.timestamp, "asked": None, "ad": None}
            heard = news.setdefault(row.channel_id.id, new)
            if row.timestamp >= _end(heard):  # one batch after an outage: the visit before is over
                heard["first"] = row.timestamp
            heard["last"] = row.timestamp
            if row.kind != "reaction":
                heard["asked"] = heard["asked"] or row.timestamp
            if (row.data or {}).get("referral"):
                heard["ad"] = row.timestamp
        if not news:
            return self.env["wa.session"]
        channels = self.sudo().browse(sorted(news))
        ends = {id_: _end(heard) for id_, heard in news.items()}
        channels.invalidate_recordset(["wa_state", "wa_agent_id", "wa_session_id", "wa_session_expires_at"])
        running = channels.filtered(lambda c: c.wa_session_id and c.wa_session_expires_at > news[c.id]["first"])
        (channels - running).filtered("wa_session_id")._wa_route("inactive", "expired")
        running._wa_lengthen(ends, {id_: heard["asked"] for id_, heard in news.items()})
        begun = (channels - running)._wa_begin_sessions(
            {id_: heard["first"] for id_, heard in news.items()}, ends, {id_ for id_, heard in news.items() if heard["ad"]}
        )
        (begun.channel_id & channels)._wa_tell()
        return begun

    def _wa_lengthen(self, ends, asked):
        """Let running sessions last longer, and note who waits for an answer."""
        if not self:
            return
        self.env.flush_all()
        self.env.execute_query(
            SQL(
                """
                WITH news AS (
                    SELECT * FROM unnest(%(ids)s::int[], %(ends)s::timestamp[], %(asked)s::timestamp[]) AS news(id, ends, asked)
                ), channel AS (
                    UPDATE discuss_channel AS channel
                       SET wa_session_expires_at = greatest(channel.wa_session_expires_at, news.ends),
                           wa_waiting_since = coalesce(channel.wa_waiting_since, news.asked)
                      FROM news WHERE channel.id = news.id
                 RETURNING channel.wa_session_id, channel.wa_session_expires_at
                )
                UPDATE wa_session SET expires_at = channel.wa_session_expires_at
                  FROM channel WHERE wa_session.id = channel.wa_session_id
             RETURNING wa_session.id
                """,
                ids=self.ids,
                ends=[ends[id_] for id_ in self.ids],
                asked=[asked[id_] for id_ in self.ids],
            )
        )
        self.env["wa.session"].invalidate_model(["expires_at"])
        self.invalidate_recordset(["wa_session_expires_at", "wa_waiting_since"])

    def _wa_begin_sessions(self, first_at, ends=None, from_ad=()):
        """Begin a session in each of these conversations, which have none: everybody sees them as new.

        :param dict first_at: {conversation id: when the customer wrote (UTC)}
        :param dict ends: {conversation id: when it ends (UTC)}; what the conversation says when missing
        :param from_ad: ids of the conversations that came from an ad
        :return: wa.session
        """
        if not self:
            return self.env["wa.session"]
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                WITH news AS (
                    SELECT * FROM unnest(%(ids)s::int[], %(first_at)s::timestamp[], %(ends)s::timestamp[], %(ads)s::bool[])
                                  AS news(id, first_at, ends, from_ad)
                ), session AS (
                    INSERT INTO wa_session (channel_id, account_id, company_id, partner_id, started_at, expires_at, from_ad,
                                            reply_count, create_uid, create_date, write_uid, write_date)
                    SELECT channel.id, channel.wa_account_id, account.company_id, channel.wa_partner_id, news.first_at,
                           coalesce(news.ends, channel.wa_session_expires_at, channel.wa_window_expires_at), news.from_ad,
                           0, %(uid)s, %(now)s, %(uid)s, %(now)s
                      FROM news
                      JOIN discuss_channel AS channel ON channel.id = news.id
                      JOIN wa_account AS account ON account.id = channel.wa_account_id
                 RETURNING id, channel_id, started_at, expires_at
                )
                UPDATE discuss_channel AS channel
                   SET wa_state = 'new', wa_agent_id = NULL, wa_session_id = session.id,
                       wa_session_expires_at = session.expires_at, wa_waiting_since = session.started_at
                  FROM session WHERE channel.id = session.channel_id
             RETURNING session.id
                """,
                ids=self.ids,
                first_at=[first_at[id_] for id_ in self.ids],
                ends=[(ends or {}).get(id_) for id_ in self.ids],
                ads=[id_ in from_ad for id_ in self.ids],
                now=fields.Datetime.now(),
                uid=self.env.uid,
            )
        )
        self.invalidate_recordset()
        return self.env["wa.session"].sudo().browse(id_ for (id_,) in rows)

    # --- the end -------------------------------------------------------------------------

    @api.model
    def _wa_cron_release(self):
        """End what is over, batch after batch, each in a transaction of its own."""
        while True:
            with self.env.registry.cursor() as cr:
                # Rows that changed since are looked at again instead of failing.
                cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
                channels = api.Environment(cr, SUPERUSER_ID, {})["discuss.channel"]
                released = channels._wa_release_ended() + channels._wa_release_orphans()
            if released < BATCH:
                return

    @api.model
    def _wa_release_ended(self, limit=BATCH):
        """Make conversations whose session is over inactive: available to all again.

        What somebody else is just changing is left to the next run.

        :return: how many
        """
        return self._wa_release_where(
            SQL("channel.wa_session_expires_at <= %s", fields.Datetime.now()), "inactive", "expired", limit
        )

    @api.model
    def _wa_release_orphans(self, limit=BATCH):
        """Give back what somebody claimed while the own account was being deactivated."""
        gone = SQL("channel.wa_agent_id IN (SELECT id FROM res_users WHERE NOT active)")
        return self._wa_release_where(gone, "new", "deactivated", limit)

    @api.model
    def _wa_release_agent(self, users, reason="deactivated"):
        """Give back everything that these users serve."""
        of_users = SQL("channel.wa_agent_id = ANY(%s)", users.ids)
        while self._wa_release_where(of_users, "new", reason, BATCH, skip=False) == BATCH:
            pass

    def _wa_release_where(self, condition, state, reason, limit, skip=True):
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT channel.id FROM discuss_channel AS channel
                 WHERE channel.wa_state IN ('new', 'assigned') AND %s
                 LIMIT %s FOR NO KEY UPDATE OF channel %s
                """,
                condition,
                limit,
                SQL("SKIP LOCKED") if skip else SQL(),
            )
        )
        channels = self.sudo().browse(id_ for (id_,) in rows)
        channels.invalidate_recordset()
        channels._wa_route(state, reason)
        return len(channels)

    @api.model
    def _wa_heard(self, begun, rows):
        """Act on what customers just wrote; a hook for greetings and other answers.

        :param begun: wa.session that began with it
        :param rows: wa.message, inbound, of one device
        """


def _end(heard):
    """:return: when a session ends by what was heard of its customer"""
    return max(heard["last"] + WINDOW, heard["ad"] + AD_SESSION if heard["ad"] else heard["last"])
