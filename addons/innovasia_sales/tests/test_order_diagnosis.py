"""Why did the customer of this order get nothing? Each reason of a sale comes about, and is told with what to do."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..models.words.reasons import REASONS
from .words_common import WordsCase


@tagged("post_install", "-at_install")
class TestOrderDiagnosis(WordsCase):
    def setUp(self):
        super().setUp()
        self.day = self.company._ledger_date() + timedelta(days=2)

    def steps(self, document, user=None):
        """:return: the steps of the diagnosis of a document, as somebody sees them"""
        diagnosis = self.env["wa.diagnosis"].with_user(user or self.env.user).diagnose(document._name, document.id)
        return [step for section in diagnosis["sections"] for step in section["steps"]]

    # --- the scenes: each returns the document whose diagnosis says it -------------------------

    def scene_no_tracking(self):
        courier = self.env["delivery.carrier"].create(
            {"name": "Kurir Toko", "product_id": self.jnt.product_id.id, "requires_tracking": False}
        )
        order = self.place()
        self.ship(order, False, courier)
        self.send()
        return order

    def scene_not_shipped(self):
        order = self.place(estimated_arrival_date=self.day)
        self.let_due("order_followup")
        self.send()
        return order

    def scene_payment_pending(self):
        order = self.place()
        self.make_transaction(order)
        self.let_due("payment_reminder")
        self.send()
        return order

    def scene_already_paid(self):
        order = self.place()
        self.pay(order)
        return order

    def scene_already_received(self):
        order = self.place(estimated_arrival_date=self.day)
        self.ship(order)
        order.action_receive()
        return order

    def scene_fetched(self):
        order = self.place()
        self.ship(order, False, self.pickup)
        self.send()
        return order

    def scene_returned(self):
        order = self.place()
        parcel = self.ship(order)
        order.action_receive()
        self.bring_back(parcel)
        self.send()
        return order

    def scene_quiet_channel(self):
        market = self.env.ref("innovasia_sales.channel_marketplace")
        market.is_quiet = True
        order = self.place(sales_channel_id=market.id)
        self.send()
        return order

    def test_each_reason_of_a_sale_comes_about_and_is_told_with_what_to_do(self):
        labels = dict(self.env["wa.scheduled"]._fields["reason_code"]._description_selection(self.env))
        for code, reason in REASONS.items():
            with self.subTest(reason=code):
                order = getattr(self, f"scene_{code}")()
                [step] = [step for step in self.steps(order) if step.get("code") == code]
                self.assertIn(labels[code], step["title"])
                self.assertIn(str(reason.happened), step["text"])
                self.assertTrue(step["advice"])

    def test_reasons_that_are_as_they_should_be_are_no_alarm(self):
        self.assertEqual(
            {step["color"] for step in self.steps(self.scene_fetched()) if step.get("code") == "fetched"}, {"secondary"}
        )

    def test_order_that_wrote_nothing_says_what_has_not_happened_yet(self):
        order = self.place()
        self.send()
        texts = " ".join(step["text"] for step in self.steps(order))
        for sentence in ("no invoice yet", "is not shipped yet", "no estimated arrival", "not received yet"):
            self.assertIn(sentence, texts)

    def test_order_from_before_the_automated_action_says_since_when_it_writes(self):
        self.automations["order_created"].active = False
        order = self.place()
        self.automations["order_created"].write({"active": True, "active_from": fields.Datetime.now() + timedelta(minutes=1)})
        self.assertIn("writes only about what happens from", " ".join(step["text"] for step in self.steps(order)))

    def test_invoice_that_was_paid_before_the_automated_action_says_so_however_late_it_was_written_to(self):
        self.automations["order_paid"].active = False
        order = self.place()
        invoice = self.pay(order)
        self.automations["order_paid"].write({"active": True, "active_from": fields.Datetime.now() + timedelta(minutes=1)})
        invoice.ref = "Diubah kemudian"
        [step] = [step for step in self.steps(invoice) if step["title"] == "order_paid"]
        self.assertIn("writes only about what happens from", step["text"])

    def test_trigger_that_nothing_waits_for_says_so(self):
        automations = self.env["wa.automation"].with_context(active_test=False)
        automations.search([("trigger", "=", "order_created")]).unlink()
        order = self.place()
        titles = {step["title"]: step["text"] for step in self.steps(order)}
        self.assertIn("No automated action", titles["Contact Order Created"])

    def test_salesperson_who_is_no_supervisor_reads_it_too(self):
        order = self.scene_no_tracking()
        codes = {step.get("code") for step in self.steps(order, self.salesman)}
        self.assertIn("no_tracking", codes)
        self.assertEqual(order.with_user(self.salesman).action_wa_messages()["tag"], "innovasia_crm.diagnosis")

    def test_supervisor_finds_all_messages_about_an_order_and_its_documents(self):
        order = self.place()
        self.pay(order)
        self.ship(order)
        self.send()
        boss = self._create_user("words_boss", "innovasia_crm.group_cs_supervisor", "sales_team.group_sale_manager")
        action = order.with_user(boss).action_wa_messages()
        found = self.env["wa.scheduled"].with_user(boss).search(action["domain"])
        self.assertEqual(
            set(found.mapped("trigger")),
            {"order_created", "order_paid", "order_delivery", "order_followup", "payment_reminder"},
        )
        self.assertEqual(order.wa_scheduled_count, len(found))

    def test_diagnosis_of_a_customer_looks_at_the_latest_orders(self):
        order = self.scene_no_tracking()
        diagnosis = self.env["wa.diagnosis"].diagnose("res.partner", self.customer.id)
        self.assertIn(order.display_name, [section["title"] for section in diagnosis["sections"]])

    def test_diagnosis_of_a_parcel_and_of_an_invoice_speaks_of_who_ordered(self):
        order = self.place()
        self.pay(order)
        parcel = self.ship(order)
        self.send()
        for document in (parcel, order.invoice_ids):
            with self.subTest(document=document._name):
                [step] = [step for step in self.steps(document) if step.get("is_message")]
                self.assertEqual(step["color"], "success")


@tagged("post_install", "-at_install")
class TestStarters(WordsCase):
    """One click prepares the messages of the spec's way of an order."""

    def test_texts_to_begin_with_name_only_what_their_triggers_know(self):
        for starter in self.env["wa.automation"]._starters():
            with self.subTest(trigger=starter["trigger"]):
                values = {"name": str(starter["name"]), "trigger": starter["trigger"], "body": str(starter["body"])}
                self.assertTrue(self.env["wa.format"].create(values))

    def test_every_trigger_of_the_spec_has_a_text_to_begin_with(self):
        prepared = {starter["trigger"] for starter in self.env["wa.automation"]._starters()}
        spec = {"contact_created", "order_created", "order_followup", "order_paid", "order_delivery", "order_received"}
        self.assertLessEqual(spec, prepared)
