from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..tools import batch
from ..wizard import sale_transaction_result_run
from .common import SalesCase


@tagged("post_install", "-at_install")
class TestManyAtOnce(SalesCase):
    """More than somebody wants to wait for is done in the background, part by part, with a result for each."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(batch, "AT_ONCE", 2))
        cls.startClassPatcher(patch.object(sale_transaction_result_run, "PART", 2))
        cls.transactions = cls.env["sale.transaction"].union(*(cls.make_transaction() for _each in range(5)))

    def begun(self, action):
        """:return: sale.transaction.result that an action shows, begun and not done"""
        result = self.env["sale.transaction.result"].browse(action["res_id"])
        self.assertEqual((action["res_model"], result.state), (result._name, "running"))
        jobs = self.env["queue.job"].search([("identity_key", "=", f"sale.transaction.result.{result.id}")])
        self.assertEqual(jobs.mapped("method_name"), ["_run"])
        return result

    def run_job(self, result):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            result.with_user(self.env.uid)._run()
        self.env.invalidate_all()

    def told(self, result):
        return {line.res_id: (line.state, line.message) for line in result.line_ids}

    def test_few_are_done_while_the_user_waits(self):
        few = self.transactions[:2]
        action = few.with_user(self.verifier).action_accept_selected()
        self.assertEqual(set(few.mapped("state")), {"accepted"})
        self.assertEqual(self.env["sale.transaction.result"].browse(action["res_id"]).state, "done")

    def test_many_are_accepted_in_the_background_by_whoever_asked(self):
        refused = self.transactions[1]
        refused.order_id.action_cancel()
        result = self.begun(self.transactions.with_user(self.verifier).action_accept_selected())
        self.assertEqual((result.waiting_count, result.progress, set(self.transactions.mapped("state"))), (5, 0, {"pending"}))
        self.run_job(result)
        self.assertEqual((result.state, result.done_count, result.refused_count, result.progress), ("done", 4, 1, 100))
        self.assertEqual((self.transactions - refused).decided_by_id, self.verifier)
        state, message = self.told(result)[refused.id]
        self.assertEqual((state, refused.state), ("refused", "pending"))
        self.assertIn("is cancelled", message)

    def test_killed_in_the_middle_it_goes_on_and_does_nothing_twice(self):
        result = self.begun(self.transactions.with_user(self.verifier).action_accept_selected())
        self.assertTrue(result._do_some())
        self.assertEqual((result.done_count, result.waiting_count), (2, 3))
        self.assertRegex(result.progress_text, r"^3 of 5 wait\. Ready at about \d\d:\d\d\.$")
        savepoint = self.env.cr.savepoint()
        self.assertTrue(result._do_some())
        self.env.flush_all()
        savepoint.rollback()
        self.env.invalidate_all()
        self.assertEqual((result.done_count, len(self.transactions.payment_id)), (2, 2), "never committed")
        self.env["queue.job"].search([]).unlink()
        self.env["sale.transaction.result"]._cron_go_on()
        self.assertFalse(self.env["queue.job"].search([]), "somebody works on it")
        self.env.cr.execute("UPDATE sale_transaction_result SET write_date = write_date - interval '1 hour'")
        self.env["sale.transaction.result"]._cron_go_on()
        self.run_job(self.begun({"res_model": result._name, "res_id": result.id}))
        self.assertEqual((result.state, result.done_count, len(self.transactions.payment_id)), ("done", 5, 5))
        self.run_job(result)
        self.assertEqual(len(self.transactions.payment_id), 5)

    def test_each_deed_of_a_window_on_many(self):
        windows = self.env(user=self.verifier)
        chosen = {"transaction_ids": self.transactions.ids, "reason": "Belum masuk"}
        reject = windows["sale.transaction.reject"].create({**chosen, "cancel_order": False})
        self.run_job(self.begun(reject.action_confirm()))
        self.assertEqual(set(self.transactions.mapped("state")), {"rejected"})
        self.assertEqual(set(self.transactions.mapped("reject_reason")), {"Belum masuk"})
        again = self.env["sale.transaction"].union(*(self.make_transaction() for _each in range(3)))
        self.accept(again)
        reverse = windows["sale.transaction.reverse"].create({"transaction_ids": again.ids, "reason": "Salah rekening"})
        self.run_job(self.begun(reverse.action_confirm()))
        self.assertEqual(set(again.mapped("reversal_reason")), {"Salah rekening"})

    def test_many_orders_change_their_stage_in_the_background(self):
        orders = self.transactions.order_id
        orders.user_id = self.salesman
        orders[:4].action_confirm()
        update = self.env["sale.stage.update"].with_user(self.salesman)
        update = update.create({"stage": "processing", "line_ids": [(0, 0, {"order_id": order.id}) for order in orders]})
        result = self.begun(update.action_update())
        self.run_job(result)
        self.assertEqual(orders.mapped("stage"), ["processing"] * 4 + ["draft"])
        self.assertEqual((result.done_count, result.refused_count), (4, 1))

    def test_what_stops_says_why_and_goes_on_when_asked(self):
        result = self.begun(self.transactions.with_user(self.verifier).action_accept_selected())
        self.verifier.group_ids -= self.env.ref("innovasia_sales.group_verifier")
        self.run_job(result)
        self.assertEqual((result.state, result.waiting_count), ("stopped", 5))
        self.assertIn("Only verifiers", result.error)
        self.verifier.group_ids += self.env.ref("innovasia_sales.group_verifier")
        with self.assertRaises(AccessError):
            result.with_user(self.verifier_b).action_go_on()
        result.with_user(self.verifier).action_go_on()
        self.run_job(result)
        self.assertEqual((result.state, result.done_count), ("done", 5))

    def test_nobody_begins_it_without_the_right_nor_by_a_record_of_their_own(self):
        with self.assertRaises(AccessError):
            self.transactions.with_user(self.salesman).action_accept_selected()
        with self.assertRaises(AccessError):
            self.env["sale.transaction.result"].with_user(self.verifier).create({"deed": "accept", "state": "running"})
        window = self.env["sale.transaction.reject"].with_user(self.verifier)
        with self.assertRaisesRegex(UserError, "reason"):
            window.create({"transaction_ids": self.transactions.ids, "reason": " "}).action_confirm()
