from odoo import fields, models
from odoo.tools import SQL

#: How old unexplained money is, in days: (name, from, to).
AGES = (("fresh", 0, 0), ("days", 1, 3), ("week", 4, 7), ("older", 8, None))


class TransferDashboard(models.AbstractModel):
    """What the dashboard counts: one statement for each matter. Each row is read once: ``GROUPING SETS`` adds it up by step
    of the chart and in all."""

    _inherit = "transfer.dashboard"

    def _query_matched(self, scope):
        """Count what was matched in the period and not undone since, and how long it took from booking to paid.

        :return: dict of total and steps ({datetime: ...}); each a dict of automatic, manual (counts), share (% matched by
            itself, or False), median and p95 (minutes, or False), late (count) and amount (rupiah)
        """
        self.env["transfer.match"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT grouping(step), step,
                       count(*) FILTER (WHERE kind = 'automatic'),
                       count(*) FILTER (WHERE kind = 'manual'),
                       percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY minutes_to_paid)
                           FILTER (WHERE purpose = 'order'),
                       count(*) FILTER (WHERE is_late AND purpose = 'order'),
                       sum(amount)
                  FROM (SELECT %s AS step, match.kind, match.purpose, match.minutes_to_paid, match.is_late, match.amount
                          FROM transfer_match AS match
                          JOIN bank_mutation AS mutation ON mutation.id = match.mutation_id
                         WHERE mutation.journal_id = ANY(%s) AND match.purpose <> 'refund' AND match.undone_at IS NULL
                           AND match.matched_at >= %s AND match.matched_at < %s) AS matched
              GROUP BY GROUPING SETS ((step), ())
                """,
                self._sql_step(scope, SQL("match.matched_at")),
                *self._sql_bounds(scope),
            )
        )
        found = {"total": self._nothing_matched(), "steps": {}}
        for is_total, step, automatic, manual, minutes, late, amount in rows:
            median, p95 = minutes or (None, None)
            row = {
                "automatic": automatic,
                "manual": manual,
                "share": round(100 * automatic / (automatic + manual), 1) if automatic + manual else False,
                "median": round(median, 1) if median is not None else False,
                "p95": round(p95, 1) if p95 is not None else False,
                "late": late,
                "amount": int(amount or 0),
            }
            if is_total:
                found["total"] = row
            else:
                found["steps"][step] = row
        return found

    def _nothing_matched(self):
        return {"automatic": 0, "manual": 0, "share": False, "median": False, "p95": False, "late": 0, "amount": 0}

    def _query_arrived(self, scope):
        """Count the credits that became known in the period and that nobody has explained yet: {step: count}."""
        self.env["bank.mutation"].flush_model()
        return dict(
            self.env.execute_query(
                SQL(
                    """
                    SELECT %s, count(*)
                      FROM bank_mutation
                     WHERE journal_id = ANY(%s) AND state = 'suspense' AND kind = 'credit' AND set_aside_at IS NULL
                       AND ingested_at >= %s AND ingested_at < %s
                  GROUP BY 1
                    """,
                    self._sql_step(scope, SQL("ingested_at")),
                    *self._sql_bounds(scope),
                )
            )
        )

    def _query_waiting(self, scope):
        """Add up the money that nobody has explained yet.

        :return: dict of unmatched and aside (counts), unmatched_sum and aside_sum (rupiah), unmatched_since (day or False),
            and ages: list of dict of name, count and sum
        """
        self.env["bank.mutation"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT set_aside_at IS NOT NULL, date, count(*), sum(open_amount)
                  FROM bank_mutation
                 WHERE journal_id = ANY(%s) AND state = 'suspense' AND kind = 'credit'
              GROUP BY 1, 2
                """,
                scope["account_ids"],
            )
        )
        today = fields.Date.context_today(self)
        aside = [(count, amount) for is_aside, _day, count, amount in rows if is_aside]
        waiting = [((today - day).days, day, count, amount) for is_aside, day, count, amount in rows if not is_aside]
        return {
            "unmatched": sum(count for _age, _day, count, _amount in waiting),
            "unmatched_sum": int(sum(amount for _age, _day, _count, amount in waiting)),
            "unmatched_since": fields.Date.to_string(min((day for _age, day, *_more in waiting), default=False) or None)
            or False,
            "aside": sum(count for count, _amount in aside),
            "aside_sum": int(sum(amount for _count, amount in aside)),
            "ages": [
                {
                    "name": name,
                    "count": sum(count for age, _day, count, _amount in waiting if _within(age, first, last)),
                    "sum": int(sum(amount for age, _day, _count, amount in waiting if _within(age, first, last))),
                }
                for name, first, last in AGES
            ],
        }

    # --- parts of statements -----------------------------------------------------------------

    def _sql_bounds(self, scope):
        return scope["account_ids"], scope["period"].start, scope["period"].end

    def _sql_step(self, scope, moment):
        """The step of the chart that a moment belongs to, on the clock of the user's time zone."""
        period = scope["period"]
        return SQL("date_trunc(%s, %s AT TIME ZONE 'UTC' AT TIME ZONE %s)", period.unit, moment, str(period.tz))


def _within(age, first, last):
    """:return: whether so many days are of an age; what is dated ahead is fresh"""
    return max(age, 0) >= first and (last is None or age <= last)
