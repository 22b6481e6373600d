from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import SalesCase


@tagged("post_install", "-at_install")
class TestAccessWindows(SalesCase):
    """What somebody fills in is nobody else's: Odoo itself opens such records to whoever has the model."""

    def test_every_window_has_a_rule_that_keeps_it_to_who_opened_it(self):
        windows = [n for n, model in self.registry.items() if model._transient and model._original_module == "innovasia_sales"]
        rules = self.env["ir.rule"].search([("model_id.model", "in", windows), ("groups", "=", False)])
        kept = {rule.model_id.model for rule in rules if "create_uid" in (rule.domain_force or "")}
        self.assertFalse(set(windows) - kept, "windows without a rule on create_uid")

    def test_result_and_reasons_of_a_colleague_are_closed(self):
        transactions = self.make_transaction() | self.make_transaction()
        action = self.accept(transactions)
        result = self.env["sale.transaction.result"].browse(action["res_id"])
        self.assertEqual(len(result.with_user(self.verifier).line_ids.mapped("message")), 2)
        window = self.env["sale.transaction.reject"].with_user(self.verifier).create({"transaction_ids": transactions.ids})
        for record in (result, result.line_ids, window):
            with self.assertRaises(AccessError):
                record.with_user(self.verifier_b).read()
