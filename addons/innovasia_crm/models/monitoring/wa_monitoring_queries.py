from odoo import models
from odoo.fields import Datetime
from odoo.tools import SQL


class WaMonitoring(models.AbstractModel):
    """What Monitoring counts: one statement for each matter, whatever the number of CS and of days.

    Where agents are keys, False stands for nobody. Each row is read once: ``GROUPING SETS``
    adds it up by agent and by step of the chart at the same time.
    """

    _inherit = "wa.monitoring"

    def _query_now(self, scope):
        """Count the conversations whose session is running.

        :return: {agent id: dict of open, waiting, waiting_since}
        """
        self.env["discuss.channel"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT wa_agent_id, count(*), count(wa_waiting_since), min(wa_waiting_since)
                  FROM discuss_channel
                 WHERE channel_type = 'whatsapp' AND wa_state IN ('new', 'assigned') AND active
                   AND wa_account_id = ANY(%s)
              GROUP BY wa_agent_id
                """,
                scope["account_ids"],
            )
        )
        return {
            agent_id or False: {"open": opened, "waiting": waiting, "waiting_since": since and Datetime.to_string(since)}
            for agent_id, opened, waiting, since in rows
        }

    def _query_answers(self, scope):
        """Measure the first responses given in the period, each credited to who gave it.

        :return: dict of total, agents ({agent id: ...}) and steps ({datetime: ...}); each a dict
            of answered, response_median and response_p90
        """
        self.env["wa.session"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT grouping(agent, step), agent, step, count(*),
                       percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY seconds)
                  FROM (SELECT first_agent_id AS agent, %s AS step, first_response_seconds AS seconds
                          FROM wa_session
                         WHERE account_id = ANY(%s) AND first_reply_at >= %s AND first_reply_at < %s) AS answers
              GROUP BY GROUPING SETS ((agent), (step), ())
                HAVING count(*) > 0
                """,
                self._sql_step(scope, "first_reply_at"),
                *self._sql_bounds(scope),
            )
        )
        found = {"total": self._nothing_answered(), "agents": {}, "steps": {}}
        for grouped, agent_id, step, count, (median, p90) in rows:
            row = {"answered": count, "response_median": round(median), "response_p90": round(p90)}
            if grouped == 0b01:
                found["agents"][agent_id or False] = row
            elif grouped == 0b10:
                found["steps"][step] = row
            else:
                found["total"] = row
        return found

    def _query_unanswered(self, scope):
        """Count the sessions that ended in the period and that no person had answered.

        :return: dict of agents ({agent id: count}) and steps ({datetime: count})
        """
        self.env["wa.session"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT grouping(agent, step), agent, step, count(*)
                  FROM (SELECT ended_agent_id AS agent, %s AS step
                          FROM wa_session
                         WHERE account_id = ANY(%s) AND ended_at >= %s AND ended_at < %s AND unanswered = 1) AS ends
              GROUP BY GROUPING SETS ((agent), (step))
                """,
                self._sql_step(scope, "ended_at"),
                *self._sql_bounds(scope),
            )
        )
        return {
            "agents": {agent_id or False: count for grouped, agent_id, _step, count in rows if grouped == 0b01},
            "steps": {step: count for grouped, _agent_id, step, count in rows if grouped == 0b10},
        }

    def _query_begun(self, scope):
        """Count the sessions that began: {step: count}."""
        self.env["wa.session"].flush_model()
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT %s, count(*)
                      FROM wa_session
                     WHERE account_id = ANY(%s) AND started_at >= %s AND started_at < %s
                  GROUP BY 1
                    """,
                    self._sql_step(scope, "started_at"),
                    *self._sql_bounds(scope),
                )
            )
        )

    def _query_served(self, scope):
        """Count the sessions that came to each agent, in whatever way: {agent id: count}."""
        self.env["wa.assignment"].flush_model()
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT wa_assignment.agent_id, count(DISTINCT session_id)
                      FROM wa_assignment
                      JOIN wa_session ON wa_session.id = session_id
                     WHERE wa_assignment.agent_id IS NOT NULL
                       AND account_id = ANY(%s) AND date >= %s AND date < %s
                  GROUP BY 1
                    """,
                    *self._sql_bounds(scope),
                )
            )
        )

    def _query_replies(self, scope):
        """Count the messages that people wrote. One look into the index per person, not all of it.

        :return: dict of agents ({user id: count}) and steps ({(user id, datetime): count})
        """
        self.env["wa.message"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT res_users.id, written.step, written.count
                  FROM res_users
                  JOIN LATERAL (
                        SELECT %s AS step, count(*)
                          FROM wa_message
                         WHERE user_id = res_users.id AND direction = 'outbound' AND kind <> 'reaction'
                           AND account_id = ANY(%s) AND create_date >= %s AND create_date < %s
                      GROUP BY 1) AS written ON TRUE
                """,
                self._sql_step(scope, "create_date"),
                *self._sql_bounds(scope),
            )
        )
        agents = {}
        for user_id, _step, count in rows:
            agents[user_id] = agents.get(user_id, 0) + count
        return {"agents": agents, "steps": {(user_id, step): count for user_id, step, count in rows}}

    def _query_hours(self, scope):
        """Count the customers' messages by hour of the day, 0 to 23, an average day of the period."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT extract(hour FROM %s)::int, count(*)
                  FROM wa_message
                 WHERE direction = 'inbound' AND kind <> 'reaction'
                   AND account_id = ANY(%s) AND timestamp >= %s AND timestamp < %s
              GROUP BY 1
                """,
                self._sql_local(scope, "timestamp"),
                *self._sql_bounds(scope),
            )
        )
        counts = dict(rows)
        return [round(counts.get(hour, 0) / scope["period"].days, 1) for hour in range(24)]

    def _query_last_activity(self, user_ids, scope):
        """Find when each user was last seen in Odoo, or last wrote to a customer: {user id: text in UTC}."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT person.id, greatest(
                           (SELECT max(last_presence) FROM mail_presence WHERE user_id = person.id),
                           (SELECT max(create_date) FROM wa_message
                             WHERE user_id = person.id AND account_id = ANY(%s)
                               AND direction = 'outbound' AND kind <> 'reaction'))
                  FROM unnest(%s) AS person(id)
                """,
                scope["accounts"].ids,
                user_ids,
            )
        )
        return {user_id: Datetime.to_string(seen) for user_id, seen in rows if seen}

    # --- parts of statements -------------------------------------------------------------

    def _sql_bounds(self, scope):
        return scope["account_ids"], scope["period"].start, scope["period"].end

    def _sql_local(self, scope, column):
        """A moment on the clock of the user's time zone."""
        return SQL("%s AT TIME ZONE 'UTC' AT TIME ZONE %s", SQL.identifier(column), str(scope["period"].tz))

    def _sql_step(self, scope, column):
        """The step of the chart that a moment belongs to."""
        return SQL("date_trunc(%s, %s)", scope["period"].unit, self._sql_local(scope, column))
