from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .words_common import WordsCase

#: Who is told what was written about an order of Dewi's, and who sees the list of what is due. Nobody else is told more
#: than the order itself tells.
TOLD = {
    "dewi": "told",
    "salesman": "",
    "storeman": "told",  # who ships it
    "verifier": "",
    "cs": "",
    "boss": "told, list",
    "portal": "",
}


@tagged("post_install", "-at_install")
class TestAccessWords(WordsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dewi = cls._create_user("words_dewi", "sales_team.group_sale_salesman")
        cls.storeman = cls._create_user("words_storeman", "stock.group_stock_user")
        cls.cs = cls._create_user("words_cs", "innovasia_crm.group_cs")
        groups = ("sales_team.group_sale_manager", "innovasia_crm.group_cs_supervisor")
        cls.boss = cls._create_user("words_boss", *groups)

    def setUp(self):
        super().setUp()
        self.order = self.make_order(customer=self.customer, user_id=self.dewi.id)
        self.order.action_confirm()
        self.portal.partner_id = self.customer

    def test_who_is_told_what_was_written_about_an_order(self):
        rows = self.due("order_created", self.order)
        for who, expected in TOLD.items():
            user = getattr(self, who)
            with self.subTest(who=who):
                self.assertEqual(self._is_told(user), "told" in expected)
                self.assertEqual(self._reads(rows.with_user(user)), "list" in expected)

    def test_supervisor_who_sees_no_orders_reads_the_number_of_the_order_and_does_not_open_it(self):
        supervisor = self._create_user("words_supervisor", "innovasia_crm.group_cs_supervisor")
        row = self.due("order_created", self.order).with_user(supervisor)
        self.assertEqual((row.document_name, row.may_open), (self.order.name, False))
        self.assertRaisesRegex(UserError, "not for you", row.action_document)
        self.assertTrue(row.with_user(self.boss).may_open)

    def test_who_may_not_see_an_order_learns_nothing_of_it_from_its_customer(self):
        told = self.env["wa.diagnosis"].with_user(self.salesman).diagnose("res.partner", self.customer.id)
        self.assertNotIn(self.order.name, str(told))
        told = self.env["wa.diagnosis"].with_user(self.dewi).diagnose("res.partner", self.customer.id)
        self.assertIn(self.order.name, str(told))

    def test_only_supervisors_send_again(self):
        rows = self.due("order_created", self.order)
        rows._skip("window_closed")
        for who, expected in TOLD.items():
            with self.subTest(who=who):
                if "list" in expected:
                    rows.with_user(getattr(self, who)).action_retry()
                    self.assertEqual(rows.state, "waiting")
                else:
                    self.assertRaises(AccessError, rows.with_user(getattr(self, who)).action_retry)

    def _is_told(self, user):
        try:
            return bool(self.env["wa.diagnosis"].with_user(user).diagnose("sale.order", self.order.id))
        except AccessError:
            return False

    def _reads(self, rows):
        try:
            return bool(rows.read(["state", "partner_id", "explanation"]))
        except AccessError:
            return False
