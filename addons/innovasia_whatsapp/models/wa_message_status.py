from collections import defaultdict

from psycopg2.extras import Json, execute_values

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.webhook_types import Contact, Status
from .background import clean
from .mail_message_store import LEAST_FAR_FIRST

#: A status never takes a message back: failed hides no delivery, delivered no reading.
RANK = {"sent": 1, "failed": 2, "delivered": 3, "read": 4}
#: Statuses of messages that are not ours, as those sent from another tool, are forgotten after a week.
KEEP_WAITING_DAYS = 7


class WaMessage(models.Model):
    """What became of outbound messages, as Meta tells it: in any order, more than once."""

    _inherit = "wa.message"

    @api.model
    def _apply_statuses(self, account, statuses):
        """Apply a batch of statuses with one UPDATE; those of unknown messages wait.

        :param statuses: list of :class:`webhook_types.Status`
        """
        statuses = [status for status in statuses if status.state in RANK]
        if not statuses:
            return self.browse()
        self.flush_model()
        unknown = self._unknown_wamids(account, {status.wamid for status in statuses})
        if unknown:
            unknown -= self._adopt_by_key(account, [s for s in statuses if s.wamid in unknown])
            self._keep_waiting(account, [s for s in statuses if s.wamid in unknown])
        facts = self._collect(s for s in statuses if s.wamid not in unknown)
        changed = self._write_facts(account, facts)
        changed._follow_statuses()
        return changed._notify_ticks()

    @api.model
    def _unknown_wamids(self, account, wamids):
        self.env.cr.execute(
            "SELECT wamid FROM wa_message WHERE account_id = %s AND wamid = ANY(%s)",
            [account.id, list(wamids)],
        )
        return wamids - {wamid for (wamid,) in self.env.cr.fetchall()}

    @api.model
    def _adopt_by_key(self, account, statuses):
        """Give messages whose POST was never answered the wamid under which Meta took them.

        :return: the wamids that found their message
        """
        wamid_of = {status.key: status.wamid for status in statuses if status.key}
        if not wamid_of:
            return set()
        self.env.cr.execute(
            """
            UPDATE wa_message SET wamid = found.wamid
              FROM unnest(%s::text[], %s::text[]) AS found(key, wamid)
             WHERE wa_message.account_id = %s AND wa_message.key = found.key
                   AND wa_message.wamid IS NULL
         RETURNING wa_message.wamid
            """,
            [list(wamid_of), list(wamid_of.values()), account.id],
        )
        return {wamid for (wamid,) in self.env.cr.fetchall()}

    @api.model
    def _keep_waiting(self, account, statuses):
        unique = {(status.wamid, status.state): status for status in statuses}
        if not unique:
            return
        execute_values(
            self.env.cr._obj,
            """
            INSERT INTO wa_status (account_id, wamid, state, timestamp, code, reason, pricing,
                                   create_date)
                 VALUES %s ON CONFLICT DO NOTHING
            """,
            [
                (account.id, s.wamid, s.state, s.timestamp, s.code, s.reason, Json(s.pricing), fields.Datetime.now())
                for s in unique.values()
            ],
        )

    @staticmethod
    def _collect(statuses):
        """Fold the statuses of each message into one row.

        :return: {wamid: dict of what is known}
        """
        facts = {}
        for status in statuses:
            fact = facts.setdefault(status.wamid, {"rank": 0})
            known = fact.get(status.state, status.timestamp)
            if status.state == "failed":
                if status.timestamp >= known:
                    fact["code"], fact["reason"] = status.code or 0, status.reason
                fact["failed"] = max(status.timestamp, known)
            else:
                fact[status.state] = min(status.timestamp, known)
            if RANK[status.state] > fact["rank"]:
                fact["rank"], fact["state"] = RANK[status.state], status.state
            if status.pricing:
                fact["category"] = status.pricing.get("category")
                fact["billable"] = bool(status.pricing.get("billable"))
        return facts

    @api.model
    def _write_facts(self, account, facts):
        """:return: the messages whose ticks changed"""
        columns = [
            [fact.get(name) for fact in facts.values()]
            for name in (
                "rank",
                "state",
                "sent",
                "delivered",
                "read",
                "failed",
                "code",
                "reason",
                "category",
                "billable",
            )
        ]
        self.env.cr.execute(
            """
            WITH news AS (
                SELECT message.id, message.state AS old_state, fact.*,
                       CASE message.state WHEN 'sent' THEN 1 WHEN 'failed' THEN 2
                            WHEN 'delivered' THEN 3 WHEN 'read' THEN 4 ELSE 0 END AS old_rank
                  FROM unnest(%s::text[], %s::int[], %s::text[], %s::timestamp[], %s::timestamp[],
                              %s::timestamp[], %s::timestamp[], %s::int[], %s::text[], %s::text[],
                              %s::bool[])
                       AS fact(wamid, rank, state, sent, delivered, read, failed, code, reason,
                               category, billable)
                  JOIN wa_message AS message
                    ON message.account_id = %s AND message.wamid = fact.wamid
                   AND message.direction = 'outbound'
            )
            UPDATE wa_message
               SET state = CASE WHEN news.rank > news.old_rank THEN news.state
                                ELSE news.old_state END,
                   sent_at = least(wa_message.sent_at, news.sent),
                   delivered_at = least(wa_message.delivered_at, news.delivered),
                   read_at = least(wa_message.read_at, news.read),
                   failed_at = greatest(wa_message.failed_at, news.failed),
                   reason_code = CASE WHEN news.failed < wa_message.failed_at
                                      THEN wa_message.reason_code
                                      ELSE coalesce(news.code, wa_message.reason_code) END,
                   reason = CASE WHEN news.failed < wa_message.failed_at THEN wa_message.reason
                                 ELSE coalesce(news.reason, wa_message.reason) END,
                   pricing_category = coalesce(news.category, wa_message.pricing_category),
                   billable = coalesce(news.billable, wa_message.billable)
              FROM news
             WHERE wa_message.id = news.id
         RETURNING wa_message.id, news.rank > news.old_rank
            """,
            [list(facts), *columns, account.id],
        )
        written = self.env.cr.fetchall()
        self.browse([row_id for row_id, _changed in written]).invalidate_recordset()
        return self.browse([row_id for row_id, changed in written if changed])

    def _apply_waiting_statuses(self):
        """Apply what was faster than the recording of these messages' wamids: statuses, reactions."""
        self.flush_recordset(["wamid", "state"])
        for account, rows in self.grouped("account_id").items():
            rows._settle(account, rows.mapped("wamid"))
        self.env.cr.execute(
            """
            DELETE FROM wa_status USING wa_message AS message
             WHERE message.id = ANY(%s) AND wa_status.account_id = message.account_id
                   AND wa_status.wamid = message.wamid
         RETURNING message.account_id, wa_status.wamid, wa_status.state, wa_status.timestamp,
                   wa_status.code, wa_status.reason, wa_status.pricing
            """,
            [self.ids],
        )
        waiting = defaultdict(list)
        for account_id, *values in self.env.cr.fetchall():
            wamid, state, timestamp, code, reason, pricing = values
            waiting[account_id].append(
                Status(wamid, state, timestamp, Contact(), code=code, reason=reason, pricing=pricing or {})
            )
        for account_id, statuses in waiting.items():
            self._apply_statuses(self.env["wa.account"].browse(account_id), statuses)

    def _notify_ticks(self):
        """Tell the screens that show these messages how far they are; one bus row a conversation.

        The reason of a failure is not told: each screen asks for it in its own language.
        """
        self.flush_model(["mail_message_id", "channel_id", "kind", "state"])
        self.env.cr.execute(
            """
            SELECT channel_id,
                   json_agg(json_build_object('id', mail_message_id, 'wa_state', state,
                                              'wa_reason', NULL))
              FROM (SELECT DISTINCT ON (mail_message_id) mail_message_id, channel_id, state
                      FROM wa_message
                     WHERE mail_message_id IN (SELECT mail_message_id FROM wa_message WHERE id = ANY(%s))
                           AND channel_id IS NOT NULL AND kind != 'reaction'
                  ORDER BY mail_message_id, array_position(%s::text[], state::text)) AS least_far
          GROUP BY channel_id
            """,
            [self.ids, list(LEAST_FAR_FIRST)],
        )
        for channel_id, ticks in self.env.cr.fetchall():
            channel = self.env["discuss.channel"].browse(channel_id)
            channel._bus_send("mail.record/insert", {"mail.message": ticks})
        return self

    @api.autovacuum
    def _gc_waiting_statuses(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=KEEP_WAITING_DAYS)
        return clean(self.env["wa.status"], SQL("create_date < %s", limit))
