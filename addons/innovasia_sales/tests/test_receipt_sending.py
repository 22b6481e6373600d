from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.innovasia_whatsapp.models.wa_account import OUTBOX

from .receipts_common import ReceiptCase

POLICY_LOGGER = "odoo.addons.innovasia_whatsapp.models.wa_outbox_policy"
SEND_LOGGER = "odoo.addons.innovasia_sales.models.transactions.sale_transaction_receipt_send"


@tagged("post_install", "-at_install")
class TestReceiptSending(ReceiptCase):
    """The receipt reaches the customer once, as soon as WhatsApp takes it."""

    # --- inside the window -----------------------------------------------------------------

    def test_receipt_goes_into_the_conversation_as_a_document(self):
        transaction = self.pay_in_conversation()
        self.assertEqual(transaction.receipt_state, "waiting")
        self.run_job()
        [document] = self.documents
        self.assertEqual(document["document"]["filename"], f"{transaction.receipt_number.replace('/', '-')}.pdf")
        self.assertIn(transaction.receipt_number, document["document"]["caption"])
        self.assertIn("25", document["document"]["caption"])
        self.assertEqual((transaction.receipt_state, transaction.receipt_message_id.state), ("sent", "sent"))
        shown = self.spoken(transaction.wa_channel_id)[-1]
        self.assertEqual(shown, transaction.receipt_message_id.mail_message_id)
        self.assertEqual(shown.attachment_ids.mimetype, "application/pdf")

    def test_receipt_claims_no_conversation_and_answers_nothing(self):
        transaction = self.pay_in_conversation()
        self.run_job()
        conversation = transaction.wa_channel_id
        self.assertEqual((conversation.wa_state, conversation.wa_agent_id), ("new", self.env["res.users"]))
        self.assertTrue(conversation.wa_waiting_since)

    def test_nothing_is_printed_while_it_is_being_accepted(self):
        transaction = self.pay_in_conversation()
        self.assertFalse(self.printed)
        self.assertFalse(transaction.receipt_attachment_id)

    def test_second_run_sends_nothing(self):
        self.pay_in_conversation()
        self.run_job()
        self.run_job()
        self.assertEqual(len(self.documents), 1)

    def test_order_without_conversation_uses_the_customers_latest(self):
        conversation = self.hear()
        transaction = self.make_transaction(self.make_order(customer=conversation.wa_partner_id))
        self.accept(transaction)
        self.run_job()
        self.assertEqual(transaction.receipt_message_id.channel_id, conversation)

    # --- outside the window ----------------------------------------------------------------

    def test_closed_window_waits_until_the_customer_writes(self):
        transaction = self.pay_in_conversation(accept=False)
        self.close_window(transaction)
        self.accept(transaction)
        self.run_job()
        self.assertEqual(transaction.receipt_state, "waiting")
        self.assertIn("window is closed", transaction.receipt_reason)
        self.assertFalse(self.graph.sent)
        self.hear("Kuitansinya mana?")
        self.run_job()
        self.assertEqual((transaction.receipt_state, len(self.documents)), ("sent", 1))
        self.assertFalse(transaction.receipt_reason)

    def test_receipt_of_long_ago_is_not_sent_when_the_customer_writes(self):
        transaction = self.pay_in_conversation(accept=False)
        self.close_window(transaction)
        self.accept(transaction)
        self.run_job()
        transaction.decided_at = fields.Datetime.now() - timedelta(days=31)
        self.hear("Halo lagi")
        self.run_job()
        self.assertFalse(self.documents)

    def approve_template(self):
        self.account.receipt_template_id = self.env["wa.template"].create(
            {
                "name": "kuitansi_uji",
                "account_id": self.account.id,
                "status": "approved",
                "header_format": "DOCUMENT",
                "body": "Halo {{1}}, pembayaran Anda {{2}} untuk {{3}} sudah kami terima. Kuitansi {{4}} terlampir.",
            }
        )

    def test_paused_template_lets_the_receipt_wait_for_the_customer(self):
        self.approve_template()
        self.account.receipt_template_id.status = "paused"
        transaction = self.pay_in_conversation(accept=False)
        self.close_window(transaction)
        self.accept(transaction)
        self.run_job()
        self.assertFalse(self.graph.sent)
        self.assertEqual(transaction.receipt_state, "waiting")

    def test_template_must_have_a_document_and_the_four_places(self):
        for values in ({"header_format": False}, {"body": "Halo {{1}}, pembayaran Anda sudah kami terima."}):
            self.approve_template()
            template = self.account.receipt_template_id
            self.account.receipt_template_id = False
            template.write(values)
            with self.subTest(**values), self.assertRaises(ValidationError):
                self.account.receipt_template_id = template
            template.unlink()

    def test_approved_template_carries_the_receipt_outside_the_window(self):
        self.approve_template()
        transaction = self.pay_in_conversation(accept=False)
        self.close_window(transaction)
        self.accept(transaction)
        self.run_job()
        [payload] = self.graph.sent
        template = payload["template"]
        self.assertEqual((template["name"], template["language"]["code"]), ("kuitansi_uji", "id"))
        [header, body] = template["components"]
        self.assertRegex(header["parameters"][0]["document"]["id"], r"^media-\d+$")
        self.assertEqual(len(body["parameters"]), 4)
        self.assertEqual(body["parameters"][3]["text"], transaction.receipt_number)
        self.assertEqual(transaction.receipt_state, "sent")

    def test_who_wants_no_messages_gets_no_template(self):
        self.approve_template()
        transaction = self.pay_in_conversation(accept=False)
        self.close_window(transaction)
        transaction.wa_channel_id.wa_partner_id.wa_opt_out = True
        self.accept(transaction)
        self.run_job()
        self.assertFalse(self.graph.sent)
        self.assertEqual(transaction.receipt_state, "waiting")

    # --- not at all ------------------------------------------------------------------------

    def test_customer_without_number_gets_none_and_one_reads_why(self):
        transaction = self.make_transaction()
        self.accept(transaction)
        self.assertEqual(transaction.receipt_state, "skipped")
        self.assertIn("no WhatsApp number", transaction.receipt_reason)

    def test_cashier_and_import_send_nothing_by_themselves(self):
        for source in ("cashier", "import"):
            with self.subTest(source):
                transaction = self.pay_in_conversation(source=source)
                self.assertEqual(transaction.receipt_state, "skipped")
                self.assertTrue(transaction.receipt_reason)

    def test_company_may_switch_it_off_and_send_by_hand(self):
        self.company.receipt_auto_send = False
        transaction = self.pay_in_conversation()
        self.assertEqual(transaction.receipt_state, "skipped")
        transaction.with_user(self.cs_a).action_send_receipt()
        self.drain(purpose=OUTBOX)
        self.assertEqual((transaction.receipt_state, len(self.documents)), ("sent", 1))

    def test_transaction_that_is_reversed_first_sends_nothing(self):
        transaction = self.pay_in_conversation()
        transaction.with_user(self.verifier).action_reverse("Salah rekening")
        self.run_job()
        self.assertEqual(transaction.receipt_state, "skipped")
        self.assertFalse(self.graph.sent)

    def test_reversal_takes_a_queued_receipt_out_of_the_outbox(self):
        transaction = self.pay_in_conversation()
        transaction._deliver_receipt()
        self.assertEqual(transaction.receipt_message_id.state, "outgoing")
        transaction.with_user(self.verifier).action_reverse("Salah rekening")
        self.drain(purpose=OUTBOX)
        self.assertFalse(self.graph.sent)
        self.assertEqual(transaction.receipt_state, "skipped")

    # --- what goes wrong -------------------------------------------------------------------

    @mute_logger(POLICY_LOGGER)
    def test_refused_message_makes_the_receipt_wait_and_goes_again_when_the_customer_writes(self):
        transaction = self.pay_in_conversation()
        self.graph.script = [131047]
        self.run_job()
        self.assertEqual((transaction.receipt_state, transaction.receipt_message_id.state), ("waiting", "failed"))
        self.assertTrue(transaction.receipt_reason)
        self.hear("Halo?")
        self.run_job()
        self.assertEqual((transaction.receipt_state, transaction.receipt_message_id.state), ("sent", "sent"))
        self.assertEqual(len(self.env["wa.message"].search([("request_key", "=like", f"receipt.{transaction.id}.%")])), 1)

    @mute_logger(POLICY_LOGGER)
    def test_message_whose_outcome_is_unknown_is_not_sent_again(self):
        transaction = self.pay_in_conversation()
        self.graph.script = ["http 504"]
        self.run_job()
        self.assertEqual(transaction.receipt_message_id.state, "unknown")
        self.hear("Halo?")
        self.run_job()
        self.assertEqual(len(self.documents), 1)

    @mute_logger(SEND_LOGGER)
    def test_printer_that_is_missing_is_the_reason_until_it_is_there(self):
        transaction = self.pay_in_conversation()
        missing = UserError("The program wkhtmltopdf is missing.")
        with patch.object(type(transaction), "_print_receipt", side_effect=missing):
            self.run_job()
        self.assertEqual(transaction.receipt_state, "waiting")
        self.assertIn("wkhtmltopdf is missing", transaction.receipt_reason)
        transaction.with_user(self.verifier).action_send_receipt()
        self.assertEqual(transaction.receipt_state, "sent")

    def test_sending_by_hand_says_why_it_has_to_wait(self):
        transaction = self.pay_in_conversation(accept=False)
        self.close_window(transaction)
        self.accept(transaction)
        action = transaction.with_user(self.verifier).action_send_receipt()
        self.assertEqual(action["params"]["type"], "warning")
        self.assertIn("window is closed", action["params"]["message"])

    def test_sent_receipt_is_not_sent_a_second_time(self):
        transaction = self.pay_in_conversation()
        self.run_job()
        with self.assertRaisesRegex(UserError, "Sent to the customer already"):
            transaction.with_user(self.verifier).action_send_receipt()

    def test_others_receipts_are_not_a_colleagues_to_send(self):
        transaction = self.pay_in_conversation()
        with self.assertRaises(AccessError):
            transaction.with_user(self.cs_b).action_send_receipt()
        with self.assertRaisesRegex(UserError, "Only accepted"):
            self.make_transaction().with_user(self.verifier).action_send_receipt()

    def test_crashed_process_leaves_a_receipt_that_the_next_sweep_finds(self):
        asked = [("identity_key", "=", "sale.transaction.receipts")]
        self.env["queue.job"].search(asked).unlink()
        self.pay_in_conversation()
        self.env["sale.transaction"]._cron_receipts()
        self.assertEqual(self.env["queue.job"].search(asked).mapped("method_name"), ["_job_receipts"])

    def test_receipt_that_was_put_off_while_the_customer_wrote_is_found_by_the_sweep(self):
        transaction = self.pay_in_conversation()
        transaction._hold_receipt("The window was closed a moment ago.")
        self.env["sale.transaction"]._cron_receipts()
        self.run_job()
        self.assertEqual(transaction.receipt_state, "sent")
