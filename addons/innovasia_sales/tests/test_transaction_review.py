import json
from datetime import timedelta

from lxml import etree

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .receipts_common import ReceiptCase


@tagged("post_install", "-at_install")
class TestTransactionReview(ReceiptCase):
    """What a verifier sees of a transaction, and who hears what became of it."""

    # --- amount ----------------------------------------------------------------------------

    def test_amount_is_compared_with_what_the_order_still_asks_for(self):
        order = self.make_order(self.honey)
        part, rest = self.make_transaction(order, 50_000), self.make_transaction(order, 30_000)
        self.assertEqual((part.amount_check, part.amount_difference), ("under", -30_000))
        self.accept(part)
        (part | rest).invalidate_recordset()
        self.assertEqual((rest.amount_check, rest.expected_amount), ("exact", 30_000))

    def test_money_that_passed_no_verifier_is_listed_and_not_asked_for_again(self):
        order = self.make_order(self.honey)
        order.action_confirm()
        claim = self.make_transaction(order)
        invoice = order._create_invoices()
        invoice.action_post()
        register = self.env["account.payment.register"].with_context(active_model="account.move", active_ids=invoice.ids)
        payment = register.create({})._create_payments()
        claim.invalidate_recordset()
        self.assertEqual((claim.amount_check, claim.expected_amount), ("over", 0))
        self.assertIn("paid already", self.seen(claim).warnings)
        accepted = self.make_transaction()
        self.accept(accepted)
        untold = self.env["sale.payment.untold"].with_user(self.accountant).search([])
        self.assertIn(payment, untold.payment_id)
        self.assertNotIn(accepted.payment_id, untold.payment_id)
        action = untold.filtered(lambda row: row.payment_id == payment).action_open()
        self.assertEqual((action["res_model"], action["res_id"]), ("account.payment", payment.id))
        with self.assertRaises(AccessError):
            self.env["sale.payment.untold"].with_user(self.salesman).search([])

    def test_filters_find_what_the_list_shows(self):
        order = self.make_order(self.honey)
        exact, over = self.make_transaction(), self.make_transaction(order, 90_000)
        under = self.make_transaction(amount=10_000)
        paid = self.make_transaction(self.make_order(self.honey), 80_000)
        self.accept(paid)
        all_ = exact | over | under | paid
        for check in ("exact", "over", "under"):
            with self.subTest(check):
                found = self.env["sale.transaction"].search([("amount_check", "=", check), ("id", "in", all_.ids)])
                self.assertEqual(set(found), {each for each in all_ if each.amount_check == check})

    # --- sentences -------------------------------------------------------------------------

    def seen(self, transaction):
        return transaction.with_user(self.verifier)

    def test_what_is_strange_is_told_in_sentences(self):
        transaction = self.make_transaction(self.make_order(self.honey), 70_000, days_ago=9)
        warnings = self.seen(transaction).warnings.splitlines()
        self.assertEqual(len(warnings), 3)
        self.assertIn("less than the order asks for", warnings[0])
        self.assertEqual(warnings[1], "Paid 9 days ago.")
        self.assertIn("No picture", warnings[2])

    def test_exact_payment_with_a_picture_is_not_commented(self):
        transaction = self.make_transaction(evidence_ids=self.make_evidence().ids)
        self.assertFalse(self.seen(transaction).warnings)
        self.assertFalse(self.seen(transaction).obstacle)

    def test_duplicates_are_named(self):
        first, second = (self.make_transaction(evidence_ids=self.make_evidence(bytes([n] * 9)).ids) for n in (1, 2))
        self.assertIn(first.name, self.seen(second).warnings)

    def test_what_stands_in_the_way_is_told_before_anybody_tries(self):
        transaction = self.make_transaction()
        transaction.order_id.action_cancel()
        self.assertIn("is cancelled", self.seen(transaction).obstacle)

    def test_decided_transaction_warns_of_nothing(self):
        transaction = self.make_transaction(amount=10_000)
        self.accept(transaction)
        transaction.invalidate_recordset()
        self.assertFalse(self.seen(transaction).warnings)

    # --- rights ----------------------------------------------------------------------------

    def test_form_and_list_open_for_people_without_rights_on_orders(self):
        """A verifier and a CS have none on orders, invoices or messages, yet read all that their views show."""
        transaction = self.pay_in_conversation(evidence_ids=self.make_evidence().ids)
        for user in (self.verifier, self.cs_a):
            views = (
                self.env["sale.transaction"].with_user(user).get_views([(False, "form"), (False, "list"), (False, "kanban")])
            )
            for kind, view in views["views"].items():
                with self.subTest(user=user.login, view=kind):
                    names = {node.get("name") for node in etree.fromstring(view["arch"]).xpath("//field[not(ancestor::field)]")}
                    model = views["models"]["sale.transaction"]["fields"]
                    spec = {name: {"fields": {"display_name": {}}} if model[name].get("relation") else {} for name in names}
                    [values] = transaction.with_user(user).web_read(spec)
                    self.assertEqual(values["id"], transaction.id)

    def test_products_are_shown_to_a_verifier_escaped(self):
        self.soap.name = "<b>Sabun</b>"
        transaction = self.make_transaction(self.make_order(self.soap))
        self.assertIn("&lt;b&gt;Sabun", self.seen(transaction).products)

    def test_conversation_is_offered_to_who_may_open_it_only(self):
        transaction = self.pay_in_conversation()
        self.reply(transaction.wa_channel_id, self.cs_a)
        self.assertTrue(transaction.with_user(self.cs_a).has_conversation)
        transaction.invalidate_recordset()
        self.assertFalse(self.seen(transaction).has_conversation)

    # --- who hears of it -------------------------------------------------------------------

    def notices(self, user):
        """What was put on the screens of somebody since the last call: list of (type, payload)."""
        self.env.cr.precommit.run()
        rows = self.env["bus.bus"].sudo().search([("id", ">", self.last_notice)], order="id")
        self.last_notice = rows[-1:].id or self.last_notice
        channel = json.dumps([self.env.cr.dbname, "res.partner", user.partner_id.id], separators=(",", ":"))
        return [json.loads(row.message) for row in rows if row.channel.replace(" ", "") == channel]

    def test_cs_is_told_in_the_own_language_and_the_customer_not_at_all(self):
        self.last_notice = self.env["bus.bus"].sudo().search([], order="id desc", limit=1).id
        transaction = self.pay_in_conversation(accept=False)
        self.notices(self.cs_a)
        transaction.with_user(self.verifier).action_reject("Uang belum masuk")
        [told] = [notice for notice in self.notices(self.cs_a) if notice["type"] == "simple_notification"]
        self.assertEqual(told["payload"]["type"], "danger")
        self.assertIn("Uang belum masuk", told["payload"]["message"])
        note = self.spoken(transaction.wa_channel_id)[-1]
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
        self.assertIn("Uang belum masuk", note.body)
        self.assertFalse(
            self.env["wa.message"].search([("channel_id", "=", transaction.wa_channel_id.id), ("direction", "=", "outbound")])
        )

    def test_who_decides_about_the_own_entry_is_not_told(self):
        self.last_notice = self.env["bus.bus"].sudo().search([], order="id desc", limit=1).id
        transaction = self.make_transaction(user_id=self.verifier.id)
        self.accept(transaction)
        self.assertFalse([notice for notice in self.notices(self.verifier) if notice["type"] == "simple_notification"])

    def test_import_leaves_no_notes_in_conversations(self):
        transaction = self.pay_in_conversation(accept=False)
        before = len(self.spoken(transaction.wa_channel_id))
        transaction.with_user(self.verifier).with_context(wa_silent=True).action_accept()
        self.assertEqual(len(self.spoken(transaction.wa_channel_id)), before)
        self.assertEqual(transaction.receipt_state, "skipped")

    def test_pending_ones_are_counted_for_verifiers(self):
        transactions = self.env["sale.transaction"]
        before = transactions.with_user(self.verifier).pending_count()
        transaction = self.make_transaction()
        self.assertEqual(transactions.with_user(self.verifier).pending_count(), before + 1)
        self.accept(transaction)
        self.assertEqual(transactions.with_user(self.verifier).pending_count(), before)
        self.assertEqual(transactions.with_user(self.cs_a).pending_count(), 0)

    def test_new_entry_of_an_order_proposes_what_is_open(self):
        order = self.make_order(self.honey)
        new = self.env["sale.transaction"].new({"order_id": order.id, "paid_at": fields.Datetime.now() - timedelta(hours=1)})
        new._onchange_order()
        self.assertEqual(new.amount, 80_000)

    def test_payment_entered_from_an_order_is_pending_and_leaves_less_to_enter(self):
        seller = self._create_user("review_seller", "sales_team.group_sale_salesman_all_leads")
        order = self.make_order(self.honey)
        context = order.with_user(seller).action_enter_payment()["context"]
        form = Form(self.env["sale.transaction"].with_user(seller).with_context(**context))
        self.assertEqual((form.order_id, form.amount), (order, 80_000))
        form.amount = 50_000
        transaction = form.save()
        self.assertEqual((transaction.state, transaction.user_id, transaction.source), ("pending", seller, "manual"))
        order.invalidate_recordset()
        self.assertEqual(order.unpaid_amount, 30_000)
