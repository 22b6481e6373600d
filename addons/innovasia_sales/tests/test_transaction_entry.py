from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import PIXEL, SalesCase


@tagged("post_install", "-at_install")
class TestTransactionEntry(SalesCase):
    """Who enters what, who may change it, and until when."""

    def enter(self, user=None, order=None, **values):
        """Enter a transaction as a client does."""
        order = order or self.make_order(user_id=(user or self.salesman).id)
        values = {"order_id": order.id, "amount": 25_000, **values}
        return self.env["sale.transaction"].with_user(user or self.salesman).create(values)

    def test_customer_company_and_method_follow_from_the_order(self):
        transaction = self.enter()
        self.assertEqual(transaction.partner_id, self.customer)
        self.assertEqual(transaction.company_id, self.company)
        self.assertEqual(transaction.payment_method_id, self.other_method)
        self.assertRegex(transaction.name, r"^TRX/\d{4}/\d{5}$")

    def test_client_decides_nothing_on_entry_not_even_by_the_context(self):
        for values in ({"state": "accepted"}, {"source": "cashier"}, {"receipt_number": "1"}, {"decided_by_id": self.cs_a.id}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                self.enter(**values)
        sneaky = self.env["sale.transaction"].with_user(self.salesman)
        sneaky = sneaky.with_context(default_state="accepted", default_source="cashier", default_user_id=self.cs_a.id)
        transaction = sneaky.create({"order_id": self.make_order(user_id=self.salesman.id).id, "amount": 1_000})
        self.assertEqual((transaction.state, transaction.source, transaction.user_id), ("pending", "manual", self.salesman))
        inside = sneaky.sudo().create({"order_id": self.make_order().id, "amount": 1_000})
        self.assertEqual(inside.state, "pending", "what a client's context says does not reach our own methods either")

    def test_context_names_no_order_of_a_colleague(self):
        order = self.make_order(user_id=self.cs_b.id)
        claims = self.env["sale.transaction"].with_user(self.salesman)
        with self.assertRaises(AccessError):
            claims.with_context(default_order_id=order.id).create({"amount": 1_000})

    def test_nobody_enters_in_a_colleagues_name(self):
        self.assertEqual(self.enter(user_id=self.cs_a.id).user_id, self.salesman)
        copied = self.make_transaction().with_user(self._create_user("boss", "sales_team.group_sale_manager")).copy()
        self.assertEqual((copied.user_id.login, copied.source, copied.state), ("boss", "manual", "pending"))

    def test_cs_writes_nothing_by_hand(self):
        transaction = self.make_transaction()
        mine = transaction.with_user(self.cs_a)
        self.assertEqual(mine.amount, 25_000)
        for values in ({"amount": 1}, {"state": "accepted"}, {"note": "x"}):
            with self.assertRaises(AccessError):
                mine.write(values)
        with self.assertRaises(AccessError):
            self.env["sale.transaction"].with_user(self.cs_a).create({"order_id": transaction.order_id.id, "amount": 1})

    def test_cs_sees_own_ones_only(self):
        transaction = self.make_transaction()
        found = self.env["sale.transaction"].with_user(self.cs_b).search([("id", "=", transaction.id)])
        self.assertFalse(found)
        with self.assertRaises(AccessError):
            transaction.with_user(self.cs_b).read(["amount"])

    def test_pending_claim_is_corrected_by_who_entered_it_or_a_verifier(self):
        transaction = self.enter()
        transaction.write({"amount": 30_000, "note": "Lebih"})
        transaction.with_user(self.verifier).write({"amount": 20_000})
        self.assertEqual(transaction.amount, 20_000)
        leader = self._create_user("leader", "sales_team.group_sale_salesman_all_leads")
        with self.assertRaisesRegex(AccessError, "who entered it, and verifiers"):
            transaction.with_user(leader).write({"amount": 1})

    def test_whose_payment_it_is_never_changes(self):
        transaction = self.enter()
        for values in (
            {"order_id": self.make_order().id},
            {"partner_id": self.other_customer.id},
            {"user_id": self.verifier.id},
            {"name": "TRX/1"},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                transaction.with_user(self.verifier).write(values)

    def test_decided_claim_is_not_changed_any_more(self):
        for decide in (self.accept, lambda t: t.with_user(self.verifier).action_reject("Tidak ada")):
            transaction = self.enter()
            decide(transaction)
            for user in (self.salesman, self.verifier):
                for values in ({"amount": 1}, {"paid_at": "2026-01-01"}, {"evidence_ids": [Command.clear()]}, {"note": "x"}):
                    with self.subTest(values=values), self.assertRaisesRegex(UserError, "Nothing of it can be changed"):
                        transaction.with_user(user).write(values)

    def test_transactions_are_never_deleted(self):
        with self.assertRaisesRegex(UserError, "not deleted"):
            self.make_transaction().unlink()

    # --- evidence ------------------------------------------------------------------------------

    def test_evidence_of_a_conversation_is_copied_so_that_a_verifier_sees_it(self):
        conversation = self.hear()
        picture = self.make_evidence(res_model="discuss.channel", res_id=conversation.id)
        with self.assertRaises(AccessError):
            picture.with_user(self.verifier).read(["raw"])
        transaction = self.make_transaction(evidence_ids=[Command.set(picture.ids)])
        [evidence] = transaction.evidence_ids
        self.assertNotEqual(evidence, picture)
        self.assertEqual((evidence.res_model, evidence.res_id), ("sale.transaction", transaction.id))
        self.assertEqual(evidence.with_user(self.verifier).raw, PIXEL)
        self.assertEqual(picture.res_model, "discuss.channel", "the conversation keeps its own")
        with self.assertRaises(AccessError):
            conversation.with_user(self.verifier).read(["name"])

    def test_upload_becomes_the_transactions_own(self):
        picture = self.make_evidence(res_model="sale.transaction", res_id=0).with_user(self.salesman)
        mine = (
            self.env["ir.attachment"]
            .with_user(self.salesman)
            .create({"name": "b.png", "raw": PIXEL, "res_model": "sale.transaction"})
        )
        transaction = self.enter(evidence_ids=[Command.link(mine.id)])
        self.assertEqual((transaction.evidence_ids, mine.res_id), (mine, transaction.id))
        with self.assertRaises(AccessError):
            self.enter(evidence_ids=[Command.link(picture.id)])

    def test_nobody_shows_a_file_that_is_not_for_them_to_see(self):
        conversation = self.hear()
        picture = self.make_evidence(res_model="discuss.channel", res_id=conversation.id)
        with self.assertRaises(AccessError):
            self.enter(evidence_ids=[Command.link(picture.id)])
        transaction = self.enter()
        with self.assertRaises(AccessError):
            transaction.write({"evidence_ids": [Command.link(picture.id)]})

    def test_evidence_stays_once_it_is_decided(self):
        mine = (
            self.env["ir.attachment"]
            .with_user(self.salesman)
            .create({"name": "b.png", "raw": PIXEL, "res_model": "sale.transaction"})
        )
        transaction = self.enter(evidence_ids=[Command.link(mine.id)])
        mine.name = "bukti.png"
        self.accept(transaction)
        for deed in (mine.unlink, lambda: mine.write({"raw": b"x"}), lambda: mine.write({"res_id": False})):
            with self.assertRaisesRegex(AccessError, "neither changed nor deleted"):
                deed()


@tagged("post_install", "-at_install")
class TestTransactionDuplicates(SalesCase):
    """The same money claimed twice is pointed out to verifiers."""

    def duplicates(self, transaction):
        return transaction.with_user(self.verifier).duplicate_ids

    def test_same_customer_amount_and_day(self):
        first = self.make_transaction(paid_at=self.at("2026-03-01 17:30"))  # the 2nd in Jakarta
        same_day = self.make_transaction(paid_at=self.at("2026-03-02 16:00"))
        day_before = self.make_transaction(paid_at=self.at("2026-03-01 16:30"))
        other_amount = self.make_transaction(amount=24_000, paid_at=self.at("2026-03-02 01:00"))
        other_customer = self.make_transaction(
            self.make_order(customer=self.other_customer), paid_at=self.at("2026-03-02 01:00")
        )
        self.assertEqual(self.duplicates(first), same_day)
        self.assertEqual(self.duplicates(same_day), first)
        for one in (day_before, other_amount, other_customer):
            self.assertFalse(self.duplicates(one))
        flagged = self.env["sale.transaction"].with_user(self.verifier)
        everything = first | same_day | day_before | other_amount | other_customer
        within = [("id", "in", everything.ids)]
        self.assertEqual(flagged.search([("has_duplicate", "=", True), *within]), first | same_day)
        self.assertEqual(flagged.search([("has_duplicate", "=", False), *within]), day_before | other_amount | other_customer)

    def test_same_picture_of_any_customer_even_of_a_rejected_one(self):
        first = self.make_transaction(evidence_ids=self.make_evidence().ids, paid_at=self.at("2026-03-01 01:00"))
        order = self.make_order(self.honey, customer=self.other_customer)
        second = self.make_transaction(order, evidence_ids=self.make_evidence().ids, paid_at=self.at("2026-04-01 01:00"))
        another = self.make_transaction(
            order, evidence_ids=self.make_evidence(b"another").ids, paid_at=self.at("2026-05-01 01:00")
        )
        self.assertEqual(self.duplicates(second), first)
        first.with_user(self.verifier).action_reject("Palsu")
        self.env.invalidate_all()
        self.assertEqual(self.duplicates(second), first)
        self.assertFalse(self.duplicates(another))

    def test_rejected_claim_that_is_entered_anew_is_no_duplicate(self):
        order = self.make_order()
        wrong = self.make_transaction(order, paid_at=self.at("2026-03-01 01:00"))
        wrong.with_user(self.verifier).action_reject("Gambar salah", cancel_order=False)
        self.assertFalse(self.duplicates(self.make_transaction(order, paid_at=self.at("2026-03-01 01:00"))))

    def test_hint_is_for_verifiers(self):
        transaction = self.make_transaction()
        with self.assertRaises(AccessError):
            transaction.with_user(self.cs_a).read(["duplicate_ids"])
