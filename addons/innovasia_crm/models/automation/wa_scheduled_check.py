from datetime import timedelta

from odoo import api, fields, models

from ..words.wa_format import MARKETING

#: What is due and has to wait is looked at again after this time, whatever else wakes it.
LOOK_AGAIN = timedelta(hours=1)
PATIENCE = timedelta(days=3)
SKIP, WAIT = "skip", "wait"


class WaScheduled(models.Model):
    """Whether what is due is sent: checks over a batch, each with a reason of the catalogue.

    A check returns {row: (reason_code, details in the company's language or None, SKIP or WAIT)} of what is not sent now.
    What waits is looked at again each hour, or when something wakes it.
    """

    _inherit = "wa.scheduled"

    @api.model
    def _check_due(self, rows):
        """What the business says: an addon above adds its own reasons, after calling super.

        Rows that a person sent again (``attempts``) are stopped only by what makes the message impossible or untrue.

        :param rows: wa.scheduled whose documents exist, with all rights
        :return: {row: (reason_code, details or None, "skip" or "wait")}
        """
        by_itself = rows.filtered(lambda row: row.automation_id and not row.attempts)
        found = {row: ("automation_off", None, SKIP) for row in by_itself if not row.automation_id.active}
        for automation, of_automation in by_itself.filtered("automation_id.active").grouped("automation_id").items():
            condition = automation._condition()
            if condition.is_true():
                continue
            documents = of_automation._documents()
            ids = [document.id for document in documents.values()]
            model = self.env[automation.model_name].with_context(active_test=False)
            held = model.search(condition & fields.Domain("id", "in", ids))
            found |= {row: ("condition", None, SKIP) for row, document in documents.items() if document not in held}
        return found

    def _check_document(self):
        documents = self._documents()
        found = {row: ("document_gone", None, SKIP) for row in self if row not in documents}
        for row, document in documents.items():
            if document._name == "res.partner" and not document.active:
                found[row] = ("document_gone", row._told()._("The contact is archived."), SKIP)
            elif not row.format_id:
                found[row] = ("broken", row._told()._("The format was deleted."), SKIP)
        return found

    def _check_business(self):
        return self._check_due(self)

    def _check_time(self):
        now, found = fields.Datetime.now(), {}
        for row in self:
            automation = row.automation_id
            patience = timedelta(days=automation.patience_days) if automation else PATIENCE
            if row.due_at < now - patience:
                found[row] = ("expired", row._why_late(), SKIP)
        return found

    def _why_late(self):
        """:return: what it waited for, in the company's language; None when it was simply late"""
        labels = dict(self._fields["reason_code"]._description_selection(self._told()))
        return self._told()._("It waited: %s.", labels[self.reason_code]) if self.reason_code else None

    def _check_customer(self):
        found = {}
        for row in self:
            if row.partner_id.wa_opt_out and row.trigger in MARKETING:
                found[row] = ("opted_out", None, SKIP)
        return found

    def _check_device(self):
        found = {}
        for row in self:
            account = row.account_id
            if not account.active or account.state == "error":
                found[row] = ("device_offline", account.last_error or None, WAIT if account.active else SKIP)
        return found

    def _check_hours(self):
        """What was late comes to the hours that it was meant for, too."""
        now = fields.Datetime.now()
        found = {}
        for row in self.filtered(lambda row: not row.attempts):
            hours = row.automation_id._hours() if row.automation_id else None
            if hours and (opening := hours.next_open(now)) > now:
                found[row] = (None, None, opening)
        return found

    def _stop(self, found):
        """Skip or hold these rows.

        :param dict found: {row: (reason_code, details, SKIP, WAIT or until when)}
        """
        again = fields.Datetime.now() + LOOK_AGAIN
        for row, (reason_code, details, verdict) in found.items():
            if verdict == SKIP:
                row._skip(reason_code, details)
            else:
                row._wait(reason_code, details, again if verdict == WAIT else verdict)

    # --- what rows are about -------------------------------------------------------------

    def _documents(self):
        """:return: {row: the record that it is about, as system}, without those that are gone"""
        found = {}
        for model_name, rows in self.grouped("res_model").items():
            if model_name not in self.env:
                continue
            model = self.env[model_name].sudo()
            # A contact that was merged into another one is that one.
            ids = {row: row.partner_id.id if row._is_about_customer() else row.res_id for row in rows}
            existing = set(model.browse(filter(None, ids.values())).exists()._ids)
            # Read together, not one by one.
            found |= {row: model.browse(id_).with_prefetch(existing) for row, id_ in ids.items() if id_ in existing}
        return found

    def _is_about_customer(self):
        if self.res_model != "res.partner" or not self.trigger:
            return False
        return self.env["wa.trigger"]._get(self.trigger).customer == "id"

    def _told(self):
        """:return: environment that speaks the language of the company, whose people read the reasons"""
        return self.with_context(lang=self.company_id._language()).env
