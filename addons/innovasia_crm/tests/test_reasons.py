"""The catalogue of "Penyebab tidak terkirim": each reason happens, and a person is told what happened and what to do."""

from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.automation.reasons import REASONS
from .automation_common import NUMBER, AutomationCase

#: {reason: the state in which it leaves a message, where it is not skipped}
STATES = {
    "device_offline": "waiting",
    "meta": "failed",
    "broken": "failed",
    "cancelled": "cancelled",
    "called_off": "cancelled",
}
#: Where the screens of a reason's remedy are.
FIXES = {"contact", "device", "template", "format", "automation", "document", "conversation", None}


@tagged("post_install", "-at_install")
class TestReasons(AutomationCase):
    """Each `_because_<code>` lets one message not go out for this reason, and returns its row.

    There is a test for each reason of the catalogue: see below.
    """

    def _check(self, code):
        reason = REASONS[code]
        row = getattr(self, f"_because_{code}")()
        self.env.invalidate_all()
        self.assertOutcome(row, STATES.get(code, "skipped"), code)
        told = self.env["wa.diagnosis"].with_user(self.supervisor).diagnose(row.res_model, row.res_id)
        [step] = [step for section in told["sections"] for step in section["steps"] if step.get("row") == row.id]
        self.assertIn(reason.label, step["title"])
        self.assertIn(self.env._(reason.happened), step["text"])
        self.assertEqual(step["advice"], self.env._(reason.advice))
        self.assertEqual(step["color"] == "secondary", reason.is_intended)
        if reason.fix != "conversation":  # there may be none yet
            self.assertEqual(bool(step["link"]), bool(reason.fix), "what is to be put right is one click away")

    def _due(self, contact=None):
        """:return: the row of a contact, after the job has looked at it"""
        contact = contact or self.contact()
        self.send_due()
        return self.scheduled(contact)

    # --- the customer --------------------------------------------------------------------

    def _because_silent(self):
        values = {"name": "Imported", "wa_number": NUMBER, "company_id": self.company.id}
        return self._due(self.env["res.partner"].with_context(wa_silent=True).create(values))

    def _because_forgotten(self):
        contact = self.contact()
        self.env.cr.execute("UPDATE res_partner SET create_date = create_date - interval '13 months'")
        self.env.invalidate_all()
        self.scheduled(contact).unlink()
        self.env["wa.automation"]._emit("contact_created", contact)
        return self._due(contact)

    def _because_no_number(self):
        contact = self.contact()
        contact.wa_number = False
        return self._due(contact)

    def _because_bad_number(self):
        contact = self.contact()
        self.writes().wa_identity_id.unreachable = True
        return self._due(contact)

    def _because_opted_out(self):
        return self._due(self.contact(wa_opt_out=True))

    # --- the window and the template -----------------------------------------------------

    def _because_window_closed(self):
        return self._due()

    def _because_template_draft(self):
        return self._because_of_template("draft")

    def _because_template_pending(self):
        return self._because_of_template("pending")

    def _because_template_rejected(self):
        return self._because_of_template("rejected")

    def _because_template_paused(self):
        return self._because_of_template("paused")

    def _because_template_disabled(self):
        return self._because_of_template("disabled")

    def _because_of_template(self, status):
        self.use_template(status=status)
        return self._due()

    def _because_template_foreign(self):
        other = self._create_account("Other", "100000000000955", self.company, waba_id="900000000000778")
        self.wording.template_id = self._create_template(body="Hello.", account_id=other.id)
        return self._due()

    def _because_missing_value(self):
        self.use_template()
        return self._due(self.contact(name="+62 812"))

    # --- the device and the automated action ---------------------------------------------

    def _because_device_offline(self):
        contact = self.contact()
        self.writes()
        self.account.state = "error"
        return self._due(contact)

    def _because_automation_off(self):
        contact = self.contact()
        self.automation.active = False
        return self._due(contact)

    def _because_condition(self):
        self.automation.domain = "[('comment', 'ilike', 'VIP')]"
        return self._due()

    def _because_duplicate(self):
        again = self._create_automation("Again", self.wording)
        contact = self.contact()
        self.writes()
        self.send_due()
        return self.scheduled(contact, again)

    # --- what it is about ----------------------------------------------------------------

    def _because_document_gone(self):
        contact = self.contact()
        contact.active = False
        return self._due(contact)

    def _because_cancelled(self):
        self.automation.delay_number = 5
        row = self._due()
        self.env["wa.automation"]._cancel("contact_created", row.partner_id)
        self.env.invalidate_all()
        return row

    def _because_called_off(self):
        self.automation.delay_number = 5
        row = self._due()
        row.with_user(self.supervisor).action_cancel()
        return row

    def _because_expired(self):
        contact = self.contact()
        self.later(days=4)
        return self._due(contact)

    # --- sending -------------------------------------------------------------------------

    def _because_meta(self):
        contact = self.contact()
        self.writes()
        self.send_due()
        self.graph.script.append(131051)
        self.drain(purpose="outbox")
        return self.scheduled(contact)

    @mute_logger("odoo.addons.innovasia_crm.models.automation.wa_scheduled_send")
    def _because_broken(self):
        contact = self.contact()
        self.writes()
        with patch.object(type(self.wording), "_render", side_effect=ZeroDivisionError):
            return self._due(contact)


def _test_of(code):
    def test(self):
        self._check(code)

    return test


for _code in REASONS:
    setattr(TestReasons, f"test_{_code}", _test_of(_code))


@tagged("post_install", "-at_install")
class TestCatalogue(AutomationCase):
    def test_every_reason_says_what_it_is_what_happened_and_what_to_do(self):
        scheduled = self.env["wa.scheduled"]
        catalogue = scheduled._reasons()
        self.assertEqual(set(catalogue), {code for code, _label in scheduled._fields["reason_code"].selection})
        for code, reason in catalogue.items():
            with self.subTest(reason=code):
                self.assertTrue(reason.label)
                self.assertRegex(self.env._(reason.happened), r"\.$")
                self.assertRegex(self.env._(reason.advice), r"\.$")
                self.assertIn(reason.fix, FIXES)
