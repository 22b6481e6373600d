"""The table of variables of spec/001, cell by cell."""

from datetime import date

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, new_test_user, tagged

from .stages_common import StagesData

NAMES = ("contactname", "productname", "documentnumber", "username")
#: The table as spec/001 prints it: what a text may name at each trigger, and which data that is. What is missing is refused.
TABLE = {
    "contact_created": {"contactname": "Nama Pelanggan", "username": "Nama User"},
    "order_created": {
        "contactname": "Nama Pelanggan",
        "productname": "Nama Produk",
        "username": "Nama User",
        "documentnumber": "Kode Penjualan",
    },
    "order_delivery": {
        "contactname": "Nama Pelanggan",
        "productname": "Nama Produk",
        "username": "Nama User",
        "documentnumber": "Nomor Resi",
    },
    "order_paid": {
        "contactname": "Nama Pelanggan",
        "username": "Nama User",
        "documentnumber": "Kode/Nomor Invoice",
    },
    "order_followup": {
        "contactname": "Nama Pelanggan",
        "productname": "Nama Produk",
        "username": "Nama User",
        "documentnumber": "Nomor Resi",
    },
    "order_received": {
        "contactname": "Nama Pelanggan",
        "productname": "Nama Produk",
        "username": "Nama User",
        "documentnumber": "Kode Penjualan",
    },
}
#: Names that mean one thing each (FEATURES 0-A), at the triggers that know them.
OWN_NAMES = {
    "nama": ("Nama Pelanggan", set(TABLE) | {"payment_reminder"}),
    "nopesanan": ("Kode Penjualan", {*TABLE, "payment_reminder"} - {"contact_created"}),
    "noinvoice": ("Kode/Nomor Invoice", {"order_paid"}),
    "resi": ("Nomor Resi", {"order_delivery", "order_followup"}),
    "kurir": ("Kurir", {"order_delivery", "order_followup"}),
    "linkresi": ("Link", {"order_delivery", "order_followup"}),
    "total": ("Total", {"order_created", "order_paid", "payment_reminder"}),
    "sisa": ("Total", {"payment_reminder"}),
    "estimasi": ("Estimasi", {"order_created", "order_delivery", "order_followup"}),
}
#: The two samples of spec/001.
THANKS = (
    "Halo {contactname},\nTerima kasih telah membeli {productname}. Kode penjualan Anda adalah {documentnumber}. "
    "Kami akan segera memproses pesanan Anda."
)
SHIPPED = (
    "Hai {contactname},\nPesanan Anda telah dikirim! Nomor resi pengiriman Anda adalah {documentnumber}. "
    "Terima kasih telah berbelanja di toko kami."
)


@tagged("post_install", "-at_install")
class TestVariableTable(StagesData, TransactionCase):
    """One order with all its documents, and every variable at every trigger."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.lang = "id_ID"
        cls.seller.name = "Rina CS"
        cls.jnt.tracking_url = "https://example.com/lacak/<shipmenttrackingnumber>"
        cls.sale = cls.env["sale.order"].create(
            {
                "partner_id": cls.customer.id,
                "user_id": cls.seller.id,
                "order_line": [Command.create({"product_id": cls.soap.id, "product_uom_qty": 25})],
            }
        )
        cls.put_in_stock(cls.soap, 30)
        cls.sale.action_confirm()
        cls.sale.estimated_arrival_date = date(2099, 11, 24)
        cls.sale.action_ship("JX1234567890", cls.jnt.id)
        cls.invoice = cls.sale._create_invoices()
        cls.invoice.action_post()
        cls.parcel = cls.sale._wa_parcels()
        cls.data = {
            "Nama Pelanggan": "Siti Aminah",
            "Nama Produk": "Sabun",
            "Nama User": "Rina CS",
            "Kode Penjualan": cls.sale.name,
            "Nomor Resi": "JX1234567890",
            "Kode/Nomor Invoice": cls.invoice.name,
            "Kurir": cls.jnt.name,
            "Link": "https://example.com/lacak/JX1234567890",
            "Total": "Rp 250.000",
            "Estimasi": "24 November 2099",
        }

    def record_of(self, trigger):
        return {
            "contact_created": self.customer.with_user(self.seller).sudo().copy({"name": "Siti Aminah", "wa_number": False}),
            "order_delivery": self.parcel,
            "order_paid": self.invoice,
        }.get(trigger, self.sale)

    def say(self, trigger, text, record=None):
        """:return: what a customer reads, by the way the engine takes"""
        record = (record or self.record_of(trigger)).with_context(lang="id_ID")
        wording = self.env["wa.format"].create({"name": "Tes", "trigger": trigger, "body": text})
        values = self.env["wa.trigger"]._values(trigger, record, wording._variables_used())
        return wording._render(values)[record.id]

    def test_each_allowed_cell_of_the_table_is_filled_with_the_data_it_names(self):
        for trigger, cells in TABLE.items():
            for name, meaning in cells.items():
                with self.subTest(trigger=trigger, variable=name):
                    self.assertEqual(self.say(trigger, f"<{{{name}}}>"), f"<{self.data[meaning]}>")

    def test_each_empty_cell_of_the_table_is_refused_with_what_is_allowed(self):
        refused = [(trigger, name) for trigger, cells in TABLE.items() for name in NAMES if name not in cells]
        self.assertEqual(
            refused,
            [("contact_created", "productname"), ("contact_created", "documentnumber"), ("order_paid", "productname")],
        )
        for trigger, name in refused:
            with self.subTest(trigger=trigger, variable=name), self.assertRaises(ValidationError) as caught:
                self.say(trigger, f"<{{{name}}}>")
            for allowed in (name, *TABLE[trigger]):
                self.assertIn(f"{{{allowed}}}", str(caught.exception))

    def test_names_that_mean_one_thing_are_known_where_that_thing_is(self):
        for name, (meaning, known) in OWN_NAMES.items():
            for trigger in (*TABLE, "payment_reminder"):
                with self.subTest(trigger=trigger, variable=name):
                    if trigger in known:
                        self.assertEqual(self.say(trigger, f"<{{{name}}}>"), f"<{self.data[meaning]}>")
                    else:
                        with self.assertRaises(ValidationError):
                            self.say(trigger, f"<{{{name}}}>")

    def test_sample_messages_of_the_spec_come_out_as_printed(self):
        self.assertEqual(
            self.say("order_created", THANKS),
            f"Halo Siti Aminah,\nTerima kasih telah membeli Sabun. Kode penjualan Anda adalah {self.sale.name}. "
            "Kami akan segera memproses pesanan Anda.",
        )
        self.assertEqual(
            self.say("order_delivery", SHIPPED),
            "Hai Siti Aminah,\nPesanan Anda telah dikirim! Nomor resi pengiriman Anda adalah JX1234567890. "
            "Terima kasih telah berbelanja di toko kami.",
        )

    def test_preview_takes_a_document_that_has_the_numbers(self):
        self.order()  # newer, and neither shipped nor invoiced
        self.sale.picking_ids.copy()
        table = self.env["wa.trigger"]
        for name, expected in (("order_followup", self.sale), ("order_delivery", self.parcel), ("order_paid", self.invoice)):
            with self.subTest(trigger=name):
                found = self.env[expected._name].search(table._preview_domain(table._get(name)), order="id desc", limit=1)
                self.assertEqual(found, expected)

    def test_who_reads_no_deliveries_sees_the_preview_with_an_order(self):
        supervisor = new_test_user(
            self.env, "only_cs", "innovasia_crm.group_cs_supervisor", company_id=self.company.id, company_ids=self.company.ids
        )
        self.assertFalse(self.env["stock.picking"].with_user(supervisor).has_access("read"))
        self.sale.user_id = supervisor
        wa_format = self.env["wa.format"].with_user(supervisor)
        self.assertEqual(wa_format._document("order_followup"), self.sale)

    def test_many_orders_are_read_with_as_many_queries_as_two(self):
        orders = self.sale.union(*(self.order((self.soap, 1)) for _ in range(5)))

        def queries(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["wa.trigger"]._values("order_followup", some, self.env["wa.trigger"]._get("order_followup").variables)
            return self.env.cr.sql_log_count - before

        queries(orders)
        self.assertEqual(queries(orders), queries(orders[:2]))


@tagged("post_install", "-at_install")
class TestProductName(StagesData, TransactionCase):
    """What {productname} says of several products, and of what is none."""

    def named(self, *lines, **values):
        order = self.order(*lines, confirm=False, **values).with_context(lang="id_ID")
        return self.env["wa.trigger"]._values("order_created", order, {"productname"})[order.id]["productname"]

    def test_two_products_are_joined_by_a_word(self):
        self.assertEqual(self.named((self.soap, 1), (self.honey, 2)), "Sabun dan Madu")

    def test_of_many_products_the_first_three_are_named_and_the_others_counted(self):
        more = self.env["product.product"].create([{"name": name} for name in ("Kurma", "Gamis", "Sarung")])
        lines = [(product, 1) for product in (self.soap, self.honey, *more)]
        self.assertEqual(self.named(*lines), "Sabun, Madu, Kurma, dan 2 lainnya")

    def test_product_on_two_lines_is_named_once(self):
        self.assertEqual(self.named((self.soap, 1), (self.soap, 4)), "Sabun")

    def test_donation_is_named_as_a_product_is(self):
        self.assertEqual(self.named((self.service, 1)), "Donasi")

    def test_shipping_cost_is_no_product(self):
        order = self.order((self.honey, 1), confirm=False)
        order.set_delivery_line(self.jnt, 9000)
        self.assertEqual(order._wa_products(), self.honey)

    def test_customer_named_as_a_variable_stays_as_named(self):
        self.customer.name = "{documentnumber}"
        order = self.order()
        wording = self.env["wa.format"].create({"name": "T", "trigger": "order_created", "body": "Hai {contactname}!"})
        values = self.env["wa.trigger"]._values("order_created", order, wording._variables_used())
        self.assertEqual(wording._render(values)[order.id], "Hai {documentnumber}!")

    def test_parcel_names_only_what_is_in_it(self):
        order = self.order((self.soap, 2), (self.honey, 1))
        delivery = order._open_deliveries()
        soap = delivery.move_ids.filtered(lambda move: move.product_id == self.soap)
        delivery._ship("JX1234567890", self.jnt, {soap: 2})
        values = self.env["wa.trigger"]._values("order_delivery", delivery, {"productname", "resi"})
        self.assertEqual(values[delivery.id], {"productname": "Sabun", "resi": "JX1234567890"})
        rest = order._open_deliveries()
        rest._ship("JX1234567891", self.jnt)
        values = self.env["wa.trigger"]._values("order_followup", order, {"resi", "documentnumber"})
        self.assertEqual(values[order.id]["resi"], "JX1234567890, JX1234567891")
        self.assertEqual(values[order.id]["documentnumber"], values[order.id]["resi"])

    def test_order_that_nobody_sold_is_signed_by_the_company(self):
        order = self.order(user_id=False)
        values = self.env["wa.trigger"]._values("order_created", order, {"username"})
        self.assertEqual(values[order.id]["username"], self.company.name)

    def test_invoice_of_several_orders_goes_to_who_ordered_and_names_all(self):
        orders = self.order() + self.order()
        payer = self.env["res.partner"].create({"name": "Kantor Pusat"})
        orders.partner_invoice_id = payer
        invoice = orders._create_invoices()
        values = self.env["wa.trigger"]._values("order_paid", invoice, {"contactname", "nopesanan", "username"})[invoice.id]
        self.assertEqual(values["contactname"], "Siti Aminah")
        self.assertEqual(set(values["nopesanan"].split(", ")), set(orders.mapped("name")))
        self.assertEqual(values["username"], self.seller.name)
