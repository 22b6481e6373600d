import time
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from . import background

#: What has not moved for so long was left by a process that died: each part takes seconds.
LEFT = timedelta(minutes=5)


class BackgroundWork(models.AbstractModel):
    """Something long that a person asked for, done part by part, each committed with what came of it: a process that dies
    loses nothing, and does nothing twice. Whoever asked may look elsewhere meanwhile, and is told the end.

    A model of such work has a `state`; `_batches()`, which returns the batch for `background.drain`; and `_say_end()`, which
    returns (title, sentence, whether it is to be looked at).
    """

    _name = "background.work"
    _description = "Work in the Background"
    #: Where its jobs queue.
    _work_channel = "root"
    #: The states in which it goes on, the first one when it begins; and the one in which a person decides.
    _work_states = ("running",)
    _work_stopped = "stopped"

    error = fields.Char("Why it stopped", readonly=True)

    def _go_on(self):
        """Go on with what has stopped, where it stopped. The caller has checked who asks."""
        stopped = self.sudo()
        if stopped.state == self._work_stopped:
            stopped.write({"state": self._work_states[0], "error": False})
            stopped._queue()

    @api.model
    def _cron_go_on(self):
        """Queue what a process that died has left: the safety net of the queue's own."""
        left = [("state", "in", self._work_states), ("write_date", "<", fields.Datetime.now() - LEFT)]
        for work in self.sudo().search(left):
            work._queue()

    def _queue(self):
        self.with_user(SUPERUSER_ID).with_delay(
            channel=self._work_channel,
            identity_key=f"{self._name}.{self.id}",
            description=f"{self._description}: {self.display_name}",
        )._run()

    def _run(self):
        """Work for a while, and queue the rest; what ends it before the end is said on the record. The body of a queue job."""
        until = time.monotonic() + background.SLICE
        with self.env.registry.cursor() as cr:
            # In the language of whoever waits for it.
            work = self.with_env(api.Environment(cr, SUPERUSER_ID, {"lang": self.sudo().create_uid.lang}))
            try:
                if background.drain(work.env, work._batches(), until, str(self)) != background.DONE:
                    work._queue()
            except UserError as error:
                cr.rollback()
                work._stop(error.args[0])
            except Exception:
                cr.rollback()
                work._stop(
                    work.env._("Something unforeseen happened. Go on with it; if it stops again, tell your administrator.")
                )
                raise
            finally:
                cr.commit()

    def _is_mine(self):
        """:return: whether there is something to do, and no other process does it at this instant"""
        self.flush_recordset(["state"])
        query = "SELECT 1 FROM %s WHERE id = %s AND state = ANY(%s) FOR UPDATE SKIP LOCKED"
        return bool(self.env.execute_query(SQL(query, SQL.identifier(self._table), self.id, list(self._work_states))))

    def _end(self):
        self.state = "done"
        self._tell_end()

    def _stop(self, reason):
        self.write({"state": self._work_stopped, "error": reason})
        self._tell_end()

    def _tell_end(self):
        """Tell whoever asked, wherever they are by now."""
        user = self.create_uid
        title, message, is_odd = self.with_context(lang=user.lang)._say_end()
        kind = "danger" if self.error else "warning" if is_odd else "success"
        notification = {"type": kind, "title": title, "message": self.error or message, "sticky": True}
        user._bus_send("simple_notification", notification)
