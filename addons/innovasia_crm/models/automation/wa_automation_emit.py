import logging
from collections import namedtuple
from contextlib import contextmanager

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.tools import SQL, ormcache

from ...tools import sending_hours

_logger = logging.getLogger(__name__)

#: An automated action, as far as emitting has to know it; ``columns`` are those of its rows.
Waiting = namedtuple("Waiting", "columns company_id delay hours tz active_from")

#: What was called off for one of these reasons may be due again, as for an order that is confirmed once more.
REVIVED = ["cancelled", "expired"]

_NOTHING = SQL("NOTHING")
_MOVE = SQL(
    """
    UPDATE SET due_at = excluded.due_at, next_try_at = excluded.due_at, reason = NULL,
               state = CASE wa_scheduled.state WHEN 'waiting' THEN 'waiting' ELSE excluded.state END,
               reason_code = CASE wa_scheduled.state WHEN 'waiting' THEN NULL ELSE excluded.reason_code END
     WHERE wa_scheduled.message_id IS NULL
       AND (wa_scheduled.state = 'waiting' OR wa_scheduled.reason_code = ANY(%s))
    """,
    REVIVED,
)


class WaAutomation(models.Model):
    """What happens in the business becomes rows of what is due: in its own transaction, each once.

    What is called here is called by business code, as whoever. It never raises into the business: what goes wrong is
    logged, and a conflict goes on, so that Odoo repeats the whole. It costs no query where nothing waits for the trigger.
    """

    _inherit = "wa.automation"

    @api.model
    def _emit(self, trigger_name, records, due=None, extra=""):
        """Say that something happened: each active automated action that waits for it gets a row per record.

        However often it is called, the same automated action makes one row of the same record and extra (FEATURES 4.4):
        of a record that is older than the rows that are kept, nobody knows, so it is skipped.
        With ``wa_silent`` in the context, or in an import by file, the rows are skipped as they are made.

        :param str trigger_name: one of ``wa.trigger._triggers``
        :param records: what it happened to, of the trigger's model
        :param dict due: {record.id: datetime (UTC) or date} from which the delay counts; now by default
        :param extra: what sets several events of one record apart: a text, or {record.id: text}
        """
        self._note(trigger_name, records, due, extra, _NOTHING)

    @api.model
    def _move_due(self, trigger_name, due, extra=""):
        """Move what waits to other dates: it is made where it is missing, and due again where it was called off.

        What is on its way, was sent, failed or was skipped for another reason stays.

        :param dict due: {record of the trigger's model: datetime (UTC) or date} from which the delay counts
        """
        records = self.env[self.env["wa.trigger"]._get(trigger_name).model].union(*due)
        self._note(trigger_name, records, {record.id: base for record, base in due.items()}, extra, _MOVE)

    @api.model
    def _cancel(self, trigger_name, records, reason_code="cancelled"):
        """Call off what waits and is not on its way yet; what the job has in hands at this moment is not waited for.

        :param str reason_code: one of the catalogue
        """
        if not records.ids:
            return
        with self._out_of_the_way(trigger_name):
            rows = self.env["wa.scheduled"].sudo()
            rows.flush_model(["state", "message_id"])
            self.env.cr.execute(
                """
                UPDATE wa_scheduled SET state = 'cancelled', reason_code = %s, reason = NULL
                 WHERE id IN (SELECT id FROM wa_scheduled
                               WHERE res_model = %s AND res_id = ANY(%s) AND trigger = %s
                                 AND state = 'waiting' AND message_id IS NULL
                                 FOR NO KEY UPDATE SKIP LOCKED)
                """,
                [reason_code, records._name, records.ids, trigger_name],
            )
            rows.invalidate_model(["state", "reason_code", "reason"], flush=False)

    # --- who waits -----------------------------------------------------------------------

    @api.model
    @ormcache("trigger_name")
    def _waiting_for(self, trigger_name):
        """:return: tuple of Waiting: the active automated actions of a trigger, in all companies"""
        active = self.sudo().with_context(active_test=True)  # whoever asks first asks for all
        return tuple(
            Waiting(
                {
                    "automation_id": automation.id,
                    "format_id": automation.format_id.id,
                    "account_id": automation.account_id.id,
                    "company_id": automation.company_id.id,
                },
                automation.company_id.id,
                -automation._delay() if automation.counts_back else automation._delay(),
                automation._hours(),
                automation.tz,
                automation.active_from,
            )
            for automation in active.search([("trigger", "=", trigger_name)])
        )

    # --- the rows ------------------------------------------------------------------------

    def _note(self, trigger_name, records, due, extra, on_conflict):
        waiting = records.ids and self._waiting_for(trigger_name)
        if waiting:
            with self._out_of_the_way(trigger_name):
                rows = self._prepare_rows(waiting, trigger_name, records.sudo(), due or {}, extra)
                self._insert_rows(rows, on_conflict)

    @contextmanager
    def _out_of_the_way(self, trigger_name):
        try:
            with self.env.cr.savepoint(flush=False):
                yield
        except OperationalError:
            raise  # a conflict: all that the business did is done once more
        except Exception:
            _logger.exception("Automated actions: “%s” could not be noted", trigger_name)

    def _prepare_rows(self, waiting, trigger_name, records, due, extra):
        """:return: list of {column: value}"""
        customer = self.env["wa.trigger"]._get(trigger_name).customer
        context, uid, now = self.env.context, self.env.uid, fields.Datetime.now()
        is_silent = context.get("wa_silent", context.get("import_file"))
        has_company = "company_id" in records._fields
        companies = self.env.company | records.company_id if has_company else self.env.company
        kept_since = {company: company._wa_kept_since() for company in companies}
        rows = []
        for record in records:
            company = (has_company and record.company_id) or self.env.company
            since = kept_since[company]
            is_forgotten = not extra and since and (record.create_date or now) < since
            more = extra.get(record.id) if isinstance(extra, dict) else extra
            happened = {
                "trigger": trigger_name,
                "res_model": record._name,
                "res_id": record.id,
                "partner_id": (record.id if customer == "id" else record[customer].id) or None,
                "user_id": None if self.env.user._is_superuser() else uid,
                "key": f"{record._name},{record.id}" + (f",{more}" if more else ""),
                "happened_at": now,
                "state": "skipped" if is_silent or is_forgotten else "waiting",
                "reason_code": "silent" if is_silent else "forgotten" if is_forgotten else None,
                "attempts": 0,
                **{"create_uid": uid, "create_date": now, "write_uid": uid, "write_date": now},
            }
            for action in waiting:
                if action.company_id == company.id and action.active_from <= now:
                    due_at = sending_hours.due(due.get(record.id) or now, action.delay, action.hours, now, action.tz)
                    rows.append({**happened, **action.columns, "due_at": due_at, "next_try_at": due_at})
        return rows

    def _insert_rows(self, rows, on_conflict):
        """Insert what is due with one statement, and have it looked at after the commit where it is due now."""
        if not rows:
            return
        scheduled = self.env["wa.scheduled"]
        scheduled.flush_model(["state", "message_id", "due_at"])
        made = self.env.execute_query(
            SQL(
                """
                INSERT INTO wa_scheduled (%s) VALUES %s
                ON CONFLICT (automation_id, key) WHERE automation_id IS NOT NULL DO %s
                RETURNING state, due_at
                """,
                SQL(", ").join(map(SQL.identifier, rows[0])),
                SQL(", ").join(tuple(row.values()) for row in rows),
                on_conflict,
            )
        )
        scheduled.invalidate_model(["state", "reason_code", "reason", "due_at", "next_try_at"], flush=False)
        if any(state == "waiting" and due_at <= fields.Datetime.now() for state, due_at in made):
            scheduled._wake_after_commit()
