from odoo import api, fields, models
from odoo.tools import SQL

#: So many are done and committed together: few enough to see it go on.
PART = 20


class SaleTransactionResult(models.TransientModel):
    """What takes long is done in the background. Whoever asked may close the window, and open it again from the menu."""

    _name = "sale.transaction.result"
    _inherit = ["sale.transaction.result", "background.work"]
    _work_channel = "root.sales"

    state = fields.Selection(
        [("running", "Running"), ("done", "Done"), ("stopped", "Stopped")], required=True, readonly=True, default="done"
    )
    deed = fields.Selection(
        [
            ("accept", "Accept"),
            ("reject", "Reject"),
            ("reverse", "Reverse"),
            ("stage", "Update Stage"),
            ("ship", "Ship Several"),
        ],
        readonly=True,
    )
    arguments = fields.Json(readonly=True)
    asked_in = fields.Json(readonly=True, help="Language, time zone and companies of whoever asked.")
    progress = fields.Float(compute="_compute_progress")
    progress_text = fields.Char(compute="_compute_progress")

    @api.depends("line_ids.state", "state")
    @api.depends_context("lang", "tz")
    def _compute_progress(self):
        now = fields.Datetime.now()
        for result in self:
            waiting, total = result.waiting_count, result.total_count
            result.progress = 100 * (total - waiting) / total if total else 100
            result.progress_text = self.env._("%(waiting)s of %(total)s wait.", waiting=waiting, total=total)
            if waiting < total and result.state == "running":
                end = now + (now - result.create_date) * (waiting / (total - waiting))
                clock = fields.Datetime.context_timestamp(result, end).strftime("%H:%M")
                result.progress_text += " " + self.env._("Ready at about %s.", clock)

    @api.model
    def _begin(self, records, deed, *arguments):
        """Do something to many records in the background, as this person.

        :param records: they have a method ``_<deed>_each``, called with some of them: it checks who asks, and returns
            ({record: None or the sentence that refuses it}, what happened to the others in a word, {record: what else to say})
        :param str deed: see the field of that name
        :param arguments: for that method, JSON
        :return: an action that opens the window in which it goes on
        """
        lines = [fields.Command.create(self._prepare_line(record) | {"state": "waiting"}) for record in records]
        context = self.env.context
        # sudo: no client says what is done in the background
        result = self.sudo().create(
            {
                "name": dict(self._fields["deed"]._description_selection(self.env))[deed],
                "state": "running",
                "deed": deed,
                "arguments": arguments,
                "asked_in": {
                    "lang": self.env.lang,
                    "tz": context.get("tz") or self.env.user.tz,
                    "allowed_company_ids": self.env.companies.ids,
                },
                "line_ids": lines,
            }
        )
        result._queue()
        return result._open()

    def action_go_on(self):
        """Go on with what has stopped.

        :return: an action that shows it
        """
        self.ensure_one()
        self.check_access("read")
        # what is left is done as whoever asked, and that is the only one who may see this
        self._go_on()
        return self._open()

    def _batches(self):
        return self._do_some

    def _do_some(self):
        """Do it to some of those that wait.

        :return: whether there may be more
        """
        if not self._is_mine():
            return False
        lines = self.line_ids.filtered(lambda line: line.state == "waiting").sorted("id")[:PART]
        if lines:
            lines._do(self)
            # The sign of life, by which others see that nobody has died.
            self.env.cr.execute(
                SQL("UPDATE sale_transaction_result SET write_date = now() AT TIME ZONE 'UTC' WHERE id = %s", self.id)
            )
            return True
        self._end()
        return False

    def _say_end(self):
        message = self.env._("%(done)s done, %(refused)s refused.", done=self.done_count, refused=self.refused_count)
        return self.name, message, bool(self.refused_count)


class SaleTransactionResultLine(models.TransientModel):
    _inherit = "sale.transaction.result.line"

    def _do(self, result):
        """Do what was asked to the records of these lines, as whoever asked, and write down what came of each."""
        asked = self.env(user=result.create_uid.id, su=False, context=dict(result.asked_in))
        records = asked[self[0].res_model].browse(self.mapped("res_id")).exists()
        outcome, done, notes = getattr(records, f"_{result.deed}_each")(*(result.arguments or ()))
        gone = asked._("It does not exist any more.")
        told = {record.id: (refusal, notes.get(record) or done) for record, refusal in outcome.items()}
        for (refusal, note), lines in self.grouped(lambda line: told.get(line.res_id, (gone, None))).items():
            lines.write({"state": "refused" if refusal else "done", "message": refusal or note})
