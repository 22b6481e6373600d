from odoo import api, models
from odoo.exceptions import AccessError, MissingError
from odoo.tools import format_datetime

from ...tools.diagnosis import BAD, GOOD, NEUTRAL, WAITING, step

SUPERVISOR = "innovasia_crm.group_cs_supervisor"
#: So many messages to a customer are looked at for documents that one may not see.
LATEST = 20
COLORS = {"sent": GOOD, "waiting": WAITING, "skipped": BAD, "failed": BAD, "cancelled": NEUTRAL}


class WaDiagnosis(models.AbstractModel):
    """Diagnosa: why did this customer get nothing? Answered step by step, also where there is no message to look at.

    An addon above names its documents of a customer in `_documents`, and what happens with them in `_events`.
    """

    _name = "wa.diagnosis"
    _description = "Diagnosis of Automatic Messages"

    # --- to be extended ------------------------------------------------------------------

    @api.model
    def _documents(self, partner):
        """:return: list of records: what there is to write to this customer about, the customer first"""
        return [partner]

    @api.model
    def _events(self, document):
        """:return: list of Event: what happens with this document that customers may be written to about"""
        return self._contact_events(document) if document._name == "res.partner" else []

    @api.model
    def _customer(self, document):
        """:return: res.partner, whom messages about this document go to"""
        if document._name == "res.partner":
            return document
        return document.partner_id if "partner_id" in document._fields else self.env["res.partner"]

    # --- asking --------------------------------------------------------------------------

    @api.model
    def _open(self, document):
        """:return: the action that shows the diagnosis of a contact or a document"""
        return {
            "type": "ir.actions.client",
            "tag": "innovasia_crm.diagnosis",
            "name": self.env._("Diagnosis"),
            "params": {"about": f"{document._name},{document.id}"},
        }

    @api.model
    def diagnose(self, model_name, record_id):
        """Answer why a customer got nothing.

        :param str model_name: res.partner or a document's model
        :param int record_id: its ID; one must be allowed to read it
        :return: dict of ``title``, ``sections``: list of {title, link, steps}; a step has color (success, warning, danger,
            secondary), title, text, advice, link (an action) and label
        :raises AccessError: when it is not for one's eyes
        :raises MissingError: when it is gone
        """
        if not self.env.user._is_internal():  # customers read their own contact and orders
            raise AccessError(self.env._("Only colleagues see why a customer got nothing."))
        document = model_name in self.env and self.env[model_name].browse(record_id).exists()
        if not document:
            raise MissingError(self.env._("What this is about was deleted."))
        document.check_access("read")
        partner = self._customer(document)
        documents = self._documents(partner) if document == partner else [document]
        sections = [
            {"title": partner.display_name or "", "link": self._link(partner) or False, "steps": self._customer_steps(partner)},
            {"title": self.env._("Device"), "link": False, "steps": self._device_steps(partner, document)},
        ]
        for each in documents:
            name = self.env._("Contact") if each._name == "res.partner" else each.display_name
            sections.append({"title": name, "link": self._link(each) or False, "steps": self._document_steps(each)})
        return {
            "title": document.display_name,
            "verdict": self._verdict(sections, partner, document == partner),
            "sections": [section for section in sections if section["steps"]],
        }

    def _verdict(self, sections, partner, is_of_customer):
        """:return: the step that matters most"""
        steps = [each for section in sections for each in section["steps"]]
        for color in (BAD, WAITING):
            if found := next((each for each in steps if each["color"] == color), None):
                return found
        if any(each["color"] == GOOD and each.get("is_message") for each in steps):
            return step(GOOD, self.env._("Everything that was due has been sent."))
        if is_of_customer and self._is_told_elsewhere(partner):
            return step(
                NEUTRAL,
                self.env._("Nothing that you may see was due, and nothing stands in the way."),
                self.env._("There are messages to this customer about orders that are not for you to see."),
                self.env._("Ask a colleague who sees them."),
            )
        return step(NEUTRAL, self.env._("Nothing was due yet, and nothing stands in the way."))

    def _is_told_elsewhere(self, partner):
        """Tell whether something was due about a document of this customer's that one may not see."""
        asked = [("partner_id", "in", partner.ids), ("company_id", "in", self.env.companies.ids)]
        rows = self.env["wa.scheduled"].sudo().search(asked, order="id desc", limit=LATEST)
        for model_name, about in rows.grouped("res_model").items():
            documents = model_name in self.env and self.env[model_name].browse(about.mapped("res_id")).exists()
            if documents and documents - documents._filtered_access("read"):
                return True
        return False

    # --- one document --------------------------------------------------------------------

    def _document_steps(self, document):
        """:return: list of steps: what became of each thing that happened with this document"""
        events = self._events(document)
        rows = self._rows(document, events)
        automations = self._automations(document)
        steps, told = [], rows.browse()
        for event in events:
            of_event = rows.filtered(lambda row, e=event: row.trigger == e.trigger and self._is_about(row, e.record))
            told |= of_event
            waiting = automations.filtered(lambda automation, e=event: automation.trigger == e.trigger)
            steps += [self._row_step(row) for row in of_event]
            missing = [self._missing_step(event, each, document) for each in waiting - of_event.automation_id]
            if any(row.state == "sent" for row in of_event):  # the customer knows, whoever else is silent
                missing = [{**each, "color": NEUTRAL} for each in missing]
            steps += missing
            if not waiting and not of_event:
                steps.append(self._none_step(event))
        return steps + [self._row_step(row) for row in rows - told]

    def _rows(self, document, events):
        """:return: the wa.scheduled about this document and what belongs to it, as system"""
        about = {(document._name, document.id)} | {(event.record._name, id_) for event in events for id_ in event.record.ids}
        ids_by_model = {}
        for model_name, record_id in about:
            ids_by_model.setdefault(model_name, []).append(record_id)
        rows = self.env["wa.scheduled"].sudo()
        for model_name, ids in ids_by_model.items():
            rows |= rows.search([("res_model", "=", model_name), ("res_id", "in", ids)], order="id", limit=100)
        return rows.filtered(lambda row: row.company_id in self.env.companies)

    @staticmethod
    def _is_about(row, record):
        return row.res_model == record._name and row.res_id in record.ids

    def _automations(self, document):
        """:return: the automated actions of the document's company, paused ones too, as system"""
        company = ("company_id" in document._fields and document.company_id) or self.env.company
        return self.env["wa.automation"].sudo().with_context(active_test=False).search([("company_id", "=", company.id)])

    def _row_step(self, row):
        """:return: the step of a message that was due"""
        color = COLORS[row.state]
        catalogued = row._reasons().get(row.reason_code)
        if row.state == "skipped" and catalogued and catalogued.is_intended:
            color = NEUTRAL
        label = dict(row._fields["state"]._description_selection(self.env))[row.state]
        reason = self._label_of_reason(row.reason_code)
        link, text = self._fix(row)
        title = " · ".join(filter(None, [self._name_of(row), label, reason if row.state != "sent" else None]))
        return {
            **step(color, title, row.explanation or "", row.advice or "", link, text),
            "is_message": True,
            "at": self._clock(row.sent_at or row.due_at),
            "code": row.reason_code,
            "row": row.id,
            "retry": row.state in ("skipped", "failed", "cancelled") and self.env.user.has_group(SUPERVISOR),
        }

    def _clock(self, at):
        """:return: a time (UTC) as the user reads it"""
        return format_datetime(self.env, at, dt_format="d MMM y, HH:mm")

    def _name_of(self, row):
        return row.automation_id.name or row.format_id.name or ""

    def _label_of(self, trigger):
        return dict(self.env["wa.scheduled"]._fields["trigger"]._description_selection(self.env)).get(trigger, trigger)

    def _none_step(self, event):
        """:return: the step where nobody said that anything is to be sent"""
        link = None
        if self.env.user.has_group(SUPERVISOR):
            link = self._new_automation(event.trigger)
        return step(
            NEUTRAL,
            self._label_of(event.trigger),
            self.env._("No automated action sends anything then."),
            self.env._("Make one, if customers are to get a message at this moment.") if link else "",
            link,
            self.env._("New Automated Action"),
        )

    def _missing_step(self, event, automation, document):
        """:return: the step where an automated action made no message of an event"""
        if event.never:
            return step(NEUTRAL, automation.name, event.never)
        link = self._link(automation)
        label = self.env._("Open Automated Action")
        if event.happened_at is None:
            return self._coming_step(event, automation, document, link, label)
        at = self._clock(event.happened_at)
        kept_since = automation.company_id._wa_kept_since()
        if kept_since and event.happened_at < kept_since:
            return step(
                NEUTRAL,
                automation.name,
                self.env._(
                    "It happened on %s, longer ago than what is kept of automatic messages:"
                    " what the customer got then is not known any more.",
                    at,
                ),
            )
        if not automation.active:
            return step(
                WAITING,
                automation.name,
                self.env._("The automated action is paused, so nothing was made of what happened on %s.", at),
                self.env._("Switch it on for the next ones. What already happened is not written about later."),
                link,
                label,
            )
        if event.happened_at < automation.active_from:
            return step(
                WAITING,
                automation.name,
                self.env._(
                    "It happened on %(at)s; the automated action writes only about what happens from %(since)s on.",
                    at=at,
                    since=self._clock(automation.active_from),
                ),
                self.env._("Write to this customer in person, if it still matters."),
                link,
                label,
            )
        return step(WAITING, automation.name, *self._unexplained(event, at), link, label)

    def _coming_step(self, event, automation, document, link, label):
        """:return: the step of what has not happened yet; it warns of what would keep the message from going out"""
        not_yet = event.not_yet or self.env._("This has not happened yet.")
        if not automation.active:
            paused = self.env._("The automated action is paused.")
            return step(NEUTRAL, automation.name, f"{not_yet}\n{paused}", "", link, label)
        reason_code = self._obstacle(automation, event.trigger, event.record or document)
        if not reason_code:
            return step(NEUTRAL, automation.name, not_yet)
        reason = self.env["wa.scheduled"]._reasons()[reason_code]
        obstacle = self.env._("As things are now, it would not be sent: %s.", self._label_of_reason(reason_code))
        return step(WAITING, automation.name, f"{not_yet}\n{obstacle}", self.env._(reason.advice), link, label)

    def _obstacle(self, automation, trigger, record):
        """:return: reason code of what lies in the way of a message outside the 24-hour window, None when nothing does"""
        if automation.format_id.is_late_allowed or self._has_open_window(automation, trigger, record):
            return None
        return automation._closed_window_reason()

    def _label_of_reason(self, code):
        return dict(self.env["wa.scheduled"]._fields["reason_code"]._description_selection(self.env)).get(code)

    def _unexplained(self, event, at):
        """:return: (text, advice) where an automated action was on and nevertheless made nothing"""
        return (
            self.env._("It happened on %s, but in a way that writes to nobody: by an import, or entered afterwards.", at),
            self.env._("Write to this customer in person, if it still matters."),
        )
