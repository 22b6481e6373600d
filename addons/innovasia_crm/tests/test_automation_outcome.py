"""What becomes of automatic messages once they are in the outbox, and what people do about them."""

from datetime import timedelta
from unittest.mock import patch

import requests

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import file_open

from odoo.addons.innovasia_whatsapp.tools import payloads

from .automation_common import NUMBER, AutomationCase

#: (Meta's code, the reason)
REFUSALS = (
    (131026, "bad_number"),
    (131050, "opted_out"),
    (131047, "window_closed"),
    (132015, "template_paused"),
    (132016, "template_disabled"),
    (131051, "meta"),
)


class OutcomeCase(AutomationCase):
    """A welcome message that is queued."""

    def setUp(self):
        super().setUp()
        self.conversation = self.writes()
        self.customer = self.conversation.wa_partner_id
        self.customer.name = "Siti"
        self.env["wa.automation"]._emit("contact_created", self.customer)
        self.send_due()
        self.row = self.scheduled(self.customer)

    def transmit(self, *answers):
        """Let the outbox post, and Meta answer like this."""
        self.graph.script.extend(answers)
        self.drain(purpose="outbox")

    def tell(self, state, **more):
        """Let Meta tell what became of the message."""
        self.post_statuses(payloads.status(self.row.message_id.wamid, state, **more))
        self.drain()


@tagged("post_install", "-at_install")
class TestOutcome(OutcomeCase):
    def test_queued_is_still_waiting(self):
        self.assertOutcome(self.row, "waiting")

    def test_accepted_by_meta_is_sent(self):
        self.transmit()
        self.assertOutcome(self.row, "sent")

    def test_arrived_on_the_phone_calls_the_hook_once(self):
        self.transmit()
        with patch.object(type(self.row), "_delivered", autospec=True) as delivered:
            self.tell("delivered")
            self.tell("delivered")
            self.tell("read")
        [call] = delivered.call_args_list
        self.assertEqual(call.args[0], self.row)
        self.assertTrue(self.row.arrived_at)
        self.assertOutcome(self.row, "sent")

    def test_read_without_a_delivery_has_arrived(self):
        self.transmit()
        self.tell("read")
        self.assertTrue(self.row.arrived_at)

    def test_refusal_of_the_post_fails_with_metas_reason(self):
        for code, reason_code in REFUSALS:
            with self.subTest(code=code):
                self.transmit(code)
                if code == 131047:
                    self.send_due()  # by then, it is known that the window is closed
                    self.assertOutcome(self.row, "skipped", reason_code)
                    self.assertIn("did not take the free text", self.row.explanation)
                    self.reopen()
                    continue
                self.assertOutcome(self.row, "failed", reason_code)
                self.assertIn("As told", self.row.reason)
                self.reopen()

    def reopen(self):
        self.customer.wa_opt_out = False
        self.conversation.wa_window_expires_at = self.now() + timedelta(hours=5)
        self.row.action_retry()
        self.send_due()

    def test_free_text_that_comes_too_late_for_the_window_goes_out_as_its_template_once(self):
        self.use_template()
        self.transmit(131047)
        refused = self.row.refused_message_id
        self.assertOutcome(self.row, "waiting")
        self.send_due()
        self.transmit()
        self.send_due()
        self.assertOutcome(self.row, "sent")
        self.assertEqual([refused.kind, self.row.message_id.kind], ["text", "template"])
        for told in ("did not take the free text", "template was sent", "WhatsApp has taken it"):
            self.assertIn(told, self.row.explanation)
        self.assertEqual(self.said(), ["Hello Siti, welcome to Uji.", "Hello Siti, welcome."])

    def test_window_that_closed_is_told_by_a_status_too(self):
        self.use_template()
        self.transmit()
        self.tell("failed", code=131047)
        self.send_due()
        self.transmit()
        self.assertEqual(self.row.message_id.kind, "template")
        self.assertOutcome(self.row, "sent")

    def test_customer_who_wrote_meanwhile_gets_the_free_text_again_and_only_once(self):
        self.transmit(131047)
        self.writes()
        self.send_due()
        self.transmit(131047)
        self.assertOutcome(self.row, "failed", "window_closed")
        self.send_due()
        self.assertEqual(len(self.said()), 2)

    def test_failure_that_a_status_tells(self):
        self.transmit()
        self.tell("failed", code=131026)
        self.assertOutcome(self.row, "failed", "bad_number")

    def test_later_success_takes_the_failure_back(self):
        self.transmit()
        self.tell("failed", code=131026)
        self.tell("delivered")
        self.assertOutcome(self.row, "sent")

    def test_nobody_knows_whether_it_was_sent(self):
        self.transmit(requests.ReadTimeout("no answer"))
        self.assertOutcome(self.row, "failed", "meta")
        with self.assertRaisesRegex(UserError, "Nobody knows"):
            self.row.action_retry()
        self.assertEqual(len(self.said()), 1)

    def test_trouble_that_passes_leaves_it_waiting(self):
        self.transmit("http 503")
        self.assertOutcome(self.row, "waiting")

    def test_message_that_a_person_takes_out_of_the_queue_is_called_off(self):
        self.row.message_id.action_cancel()
        self.assertOutcome(self.row, "cancelled", "called_off")


@tagged("post_install", "-at_install")
class TestSendAgain(OutcomeCase):
    def test_failed_message_is_sent_again_as_a_new_one(self):
        self.transmit(131051)
        self.row.with_user(self.supervisor).action_retry()
        self.assertOutcome(self.row, "waiting")
        self.send_due()
        self.transmit()
        self.assertOutcome(self.row, "sent")
        self.assertEqual(len(self.graph.sent), 2)

    def test_what_was_skipped_is_sent_whatever_the_automated_action_says_now(self):
        late = self.contact("Budi", "6281234500077")
        self.automation.active = False
        self.send_due()
        row = self.scheduled(late)
        self.assertOutcome(row, "skipped", "automation_off")
        self.writes("6281234500077")
        row.with_user(self.supervisor).action_retry()
        self.send_due()
        self.assertTrue(row.message_id)

    def test_what_was_sent_or_waits_is_not_sent_again(self):
        with self.assertRaises(UserError):
            self.row.with_user(self.supervisor).action_retry()
        self.transmit()
        with self.assertRaises(UserError):
            self.row.with_user(self.supervisor).action_retry()
        self.send_due()
        self.assertEqual(len(self.said()), 1)

    def test_only_supervisors_send_again_and_call_off(self):
        self.transmit(131051)
        for user in (self.cs_a, self.outsider, self.portal):
            with self.subTest(user=user.login):
                self.assertRaises(AccessError, self.row.with_user(user).action_retry)
                self.assertRaises(AccessError, self.row.with_user(user).action_cancel)

    def test_nobody_writes_rows_directly(self):
        for user in (self.supervisor, self.admin):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.row.with_user(user).write({"state": "sent"})

    def test_what_waits_can_be_called_off(self):
        later = self.contact("Budi", "6281234500078")
        row = self.scheduled(later)
        row.with_user(self.supervisor).action_cancel()
        self.assertOutcome(row, "cancelled", "called_off")
        self.send_due()
        self.assertFalse(row.message_id)
        with self.assertRaises(UserError):
            self.row.with_user(self.supervisor).action_cancel()


@tagged("post_install", "-at_install")
class TestCopy(OutcomeCase):
    def test_copy_of_a_database_writes_to_nobody(self):
        waiting = self.contact("Budi", "6281234500079")
        with file_open("innovasia_crm/data/neutralize.sql") as statements:
            self.env.cr.execute(statements.read())
        self.env.registry.clear_cache()
        self.env.invalidate_all()
        self.assertOutcome(self.scheduled(waiting), "cancelled", "cancelled")
        self.assertFalse(self.automation.active)


@tagged("post_install", "-at_install")
class TestQueue(AutomationCase):
    """What is queued by hand or by an automation rule of Odoo."""

    def setUp(self):
        super().setUp()
        self.customer = self.writes().wa_partner_id
        self.customer.name = "Siti"
        self.text = self._create_format("Any", "About {documentnumber}, {contactname}.", trigger="record")

    def queue(self, **options):
        partner = self.env["res.partner"].create({"name": "Document"})
        options.setdefault("customers", {partner.id: self.customer})
        return self.env["wa.scheduled"]._queue(self.text, self.account, partner, **options)

    def test_document_and_customer_are_told_apart(self):
        row = self.queue()
        self.send_due()
        self.assertEqual(self.said(NUMBER), ["About Document, Siti."])
        self.assertEqual((row.trigger, row.partner_id), ("record", self.customer))

    def test_same_key_is_queued_once(self):
        for _again in range(2):
            self.queue(key_of=lambda record: "rule.1")
        self.send_due()
        self.assertEqual(len(self.said(NUMBER)), 1)

    def test_one_document_about_two_customers_names_each(self):
        budi = self.writes("6281234500088").wa_partner_id
        budi.name = "Budi"
        document = self.env["res.partner"].create({"name": "Document"})
        for customer in (self.customer, budi):
            self.env["wa.scheduled"]._queue(self.text, self.account, document, customers={document.id: customer})
        self.send_due()
        self.assertEqual(
            [self.said(NUMBER), self.said("6281234500088")], [["About Document, Siti."], ["About Document, Budi."]]
        )
