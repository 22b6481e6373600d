"""Quick formats name the order of the customer who is on the line."""

from odoo.tests import TransactionCase, tagged

from odoo.addons.innovasia_crm.tests.common import PeopleData
from odoo.addons.innovasia_whatsapp.tools import payloads

from .stages_common import StagesData


@tagged("post_install", "-at_install")
class TestQuickOrders(StagesData, PeopleData, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls._create_account("Toko", "100000000000911", cls.env.company)

    def setUp(self):
        super().setUp()
        self.conversation = self.receive(payloads.text(wa_id="6281234567899"), account=self.shop).channel_id
        self.conversation.wa_partner_id = self.customer

    def suggest(self, body):
        quick = {"usage": "quick", "name": "Resi", "shortcut": "resiku", "company_id": self.env.company.id, "user_id": False}
        self.env["wa.format"].create({**quick, "body": body})
        [found] = self.env["wa.format"].wa_suggest("resiku", self.conversation.id)
        return found["body"]

    def test_latest_order_of_the_customer_is_named(self):
        self.order((self.soap, 1))
        latest = self.order((self.honey, 1), (self.soap, 1))
        latest.action_ship("JX1234567890", self.jnt.id)
        self.order(partner_id=self.env["res.partner"].create({"name": "Budi"}).id)
        self.assertEqual(
            self.suggest("{nopesanan}: {productname}, {kurir} {resi}"),
            f"{latest.name}: Madu and Sabun, {self.jnt.name} JX1234567890",
        )

    def test_nothing_is_named_of_who_has_ordered_nothing(self):
        self.order(confirm=False)
        self.assertEqual(self.suggest("Nomor pesanan {nopesanan}, ya."), "Nomor pesanan, ya.")
