"""The way of a sale in spec/002, played from the first contact to the last message on a customer's phone."""

import secrets
from datetime import date, timedelta

import pytest

from tests.clients import Web
from tests.racing import sql
from tests.waiting import eventually, run_cron

WORKER = "tests/workers/flow_again.py"
WELCOME = "Halo {contactname}, selamat datang! Saya {username}."
#: What each trigger says; those of the order and of the parcel are the samples of spec/001.
TEXTS = {
    "contact_created": WELCOME,
    "order_created": (
        "Halo {contactname},\nTerima kasih telah membeli {productname}. Kode penjualan Anda adalah {documentnumber}. "
        "Kami akan segera memproses pesanan Anda."
    ),
    "order_paid": "Halo {contactname}, pembayaran Anda terverifikasi: {documentnumber}.",
    "order_delivery": (
        "Hai {contactname},\nPesanan Anda telah dikirim! Nomor resi pengiriman Anda adalah {documentnumber}. "
        "Terima kasih telah berbelanja di toko kami."
    ),
    "order_followup": "Halo {contactname}, apakah {productname} dengan resi {documentnumber} sudah sampai?",
    "order_received": "Halo {contactname}, apakah {productname} bermanfaat? – {username}, pesanan {documentnumber}",
}
#: What the templates of the simulator are filled with, outside the 24-hour window.
TEMPLATES = {
    "contact_created": ("selamat_datang", {"1": "{contactname}", "2": "{username}"}),
    "order_created": ("pesanan_dibuat", {"1": "{contactname}", "2": "{nopesanan}", "3": "{productname}"}),
    "order_paid": ("pembayaran_diterima", {"1": "{contactname}", "2": "{nopesanan}", "3": "{documentnumber}"}),
    "order_delivery": ("pesanan_dikirim", {"nama": "{contactname}", "resi": "{documentnumber}"}),
    "order_followup": ("sudah_sampai", {"1": "{contactname}", "2": "{productname}", "3": "{documentnumber}"}),
}
TRACKING = "JX1234567890"


@pytest.fixture(scope="module")
def shop(server, admin):
    """The demo device, whose automated actions wait for everything that spec/002 names, and only they."""
    others = [row["id"] for row in admin.search_read("wa.automation", [], ["id"])]
    admin.call("wa.automation", "write", others, {"active": False})
    [company] = admin.search_read("res.company", [], ["receipt_auto_send"], limit=1)
    # Receipts have tests of their own, and would be a seventh message.
    admin.call("res.company", "write", [company["id"]], {"receipt_auto_send": False})
    made = Shop(server, admin)
    yield made
    admin.call("wa.automation", "write", made.automations, {"active": False})
    admin.call("wa.automation", "write", others, {"active": True})
    admin.call("res.company", "write", [company["id"]], {"receipt_auto_send": company["receipt_auto_send"]})


class Shop:
    """The people of a shop, over the web client's own routes."""

    def __init__(self, server, admin):
        self.server, self.admin, self.mark = server, admin, secrets.token_hex(3)
        self.device, self.automations = admin.ref("innovasia_whatsapp.wa_account_demo"), []
        self.seller = self.hire("penjual", "sales_team.group_sale_manager", "innovasia_crm.group_cs_supervisor")
        self.verifier = self.hire("verifikator", "innovasia_sales.group_verifier")
        self.storeman = self.hire("gudang", "stock.group_stock_user")
        values = {"name": f"Sabun {self.mark}", "list_price": 250_000, "type": "consu", "taxes_id": [(5,)]}
        self.soap = admin.call("product.product", "create", {**values, "invoice_policy": "order"})
        for trigger, text in TEXTS.items():
            self.automate(trigger, text, *TEMPLATES.get(trigger, (None, {})))

    def hire(self, name, *groups):
        login = f"{name}_{self.mark}"
        group_ids = [(4, self.admin.ref(group)) for group in ("base.group_user", *groups)]
        values = {"name": name.capitalize(), "login": login, "password": login, "group_ids": group_ids}
        self.admin.call("res.users", "create", values)
        return Web(self.server.url, self.server.db, login)

    def automate(self, trigger, text, template_name, parameters):
        values = {"name": f"{trigger} {self.mark}", "trigger": trigger, "body": text}
        if template_name:
            asked = [["name", "=", template_name], ["status", "=", "approved"]]
            [template] = eventually(lambda: self.admin.search_read("wa.template", asked, ["variable_ids"]), 60)
            variables = self.admin.call("wa.template.variable", "read", template["variable_ids"], ["name"])
            lines = [(0, 0, {"variable_id": each["id"], "text": parameters[each["name"]]}) for each in variables]
            values |= {"template_id": template["id"], "parameter_ids": lines}
        wording = self.admin.call("wa.format", "create", values)
        automation = {"name": values["name"], "trigger": trigger, "format_id": wording, "account_id": self.device}
        self.automations.append(self.admin.call("wa.automation", "create", automation))

    # --- what people do ----------------------------------------------------------------------

    def do(self, person, model, method, *arguments, **keywords):
        route = f"/web/dataset/call_kw/{model}/{method}"
        return person.call(route, model=model, method=method, args=list(arguments), kwargs=keywords)

    def save_contact(self, name, number):
        [contact] = self.do(self.seller, "res.partner", "create", [{"name": name, "wa_number": number, "lang": "id_ID"}])
        return contact

    def order(self, contact, arrival):
        """The seller presses Pesanan."""
        line = (0, 0, {"product_id": self.soap, "product_uom_qty": 1})
        values = {"partner_id": contact, "order_line": [line], "estimated_arrival_date": str(arrival)}
        [order] = self.do(self.seller, "sale.order", "create", [values])
        self.do(self.seller, "sale.order", "action_confirm", [order])
        return order

    def pay(self, order):
        """The seller enters the payment, the verifier presses Terima."""
        [method] = self.admin.search_read("sale.payment.method", [["is_default", "=", True]], ["id"], limit=1)
        values = {"order_id": order, "amount": 250_000, "payment_method_id": method["id"]}
        [transaction] = self.do(self.seller, "sale.transaction", "create", [values])
        self.do(self.verifier, "sale.transaction", "action_accept", [transaction])

    def ship(self, order):
        """The storeman presses Kirim."""
        carrier = self.admin.ref("innovasia_sales.carrier_jnt")
        self.do(self.storeman, "sale.order", "action_ship", [order], TRACKING, carrier)

    def stage(self, order):
        return self.admin.search_read("sale.order", [["id", "=", order]], ["stage"])[0]["stage"]

    # --- the clock ---------------------------------------------------------------------------

    def turn_clock(self, contact, trigger):
        """Let the day come on which a message is due."""
        ago = "now() at time zone 'utc' - interval '1 minute'"
        where = f"partner_id = {contact} AND trigger = '{trigger}' AND state = 'waiting'"
        sql(self.server, f"UPDATE wa_scheduled SET due_at = {ago}, next_try_at = {ago} WHERE {where}")
        self.look()

    def look(self):
        """What the cron does each minute."""
        due = self.admin.ref("innovasia_crm.cron_send_due")
        run_cron(lambda: self.admin.call("ir.cron", "method_direct_trigger", [due]))


def on_phone(sim, number):
    """What the customer read, oldest first."""
    return [text_of(message) for message in sim.get("/_sim/messages", contact=number, direction="out", limit=50)]


def text_of(message):
    return (message["rendered"] or message["content"])["body"]


@pytest.fixture
def number(sim):
    """The number of a new customer who has WhatsApp and never wrote."""
    number = f"628{secrets.randbelow(10**9) + 10**9}"
    sim.post("/_sim/contacts", {"name": "Pelanggan", "number": number})
    return number


def test_six_messages_of_the_spec_arrive_in_order_and_each_once(shop, sim, number, odoo_process, server):
    def reads(count):
        return eventually(lambda: len(texts := on_phone(sim, number)) >= count and texts, 60)

    contact = shop.save_contact("Siti Aminah", number)
    assert len(reads(1)) == 1  # outside the window: by the template
    sim.post("/_sim/inbound", {"contact": number, "kind": "text", "payload": {"body": "Halo kak"}})
    heard = [["wa_partner_id", "=", contact], ["wa_window_expires_at", "!=", False]]
    eventually(lambda: shop.admin.search_read("discuss.channel", heard, ["id"]))

    order = shop.order(contact, date.today() + timedelta(days=3))
    reads(2)
    shop.pay(order)
    reads(3)
    shop.ship(order)
    reads(4)
    assert shop.stage(order) == "shipped"
    shop.turn_clock(contact, "order_followup")
    reads(5)
    # Nobody does anything: the follow-up has arrived, and that is the last trigger.
    texts = reads(6)
    [sale] = shop.admin.search_read("sale.order", [["id", "=", order]], ["name", "invoice_ids"])
    [invoice] = shop.admin.search_read("account.move", [["id", "in", sale["invoice_ids"]]], ["name"])
    soap = f"Sabun {shop.mark}"
    assert texts == [
        "Halo Siti Aminah, nomor Anda sudah kami simpan. Saya Penjual, balas pesan ini bila ada yang bisa dibantu.",
        f"Halo Siti Aminah,\nTerima kasih telah membeli {soap}. Kode penjualan Anda adalah {sale['name']}. "
        "Kami akan segera memproses pesanan Anda.",
        f"Halo Siti Aminah, pembayaran Anda terverifikasi: {invoice['name']}.",
        f"Hai Siti Aminah,\nPesanan Anda telah dikirim! Nomor resi pengiriman Anda adalah {TRACKING}. "
        "Terima kasih telah berbelanja di toko kami.",
        f"Halo Siti Aminah, apakah {soap} dengan resi {TRACKING} sudah sampai?",
        f"Halo Siti Aminah, apakah {soap} bermanfaat? – Penjual, pesanan {sale['name']}",
    ]
    assert shop.stage(order) == "done"

    again = odoo_process(server.db, WORKER, str(order), str(contact))
    output, _ = again.communicate(timeout=120)
    assert again.returncode == 0, output
    shop.look()
    sim.post("/_sim/flush", {"timeout": 10})
    assert shop.admin.search_read("wa.scheduled", [["partner_id", "=", contact], ["state", "=", "waiting"]], ["trigger"]) == []
    assert on_phone(sim, number) == texts


def test_customer_who_never_writes_gets_the_same_by_templates(shop, sim, number):
    contact = shop.save_contact("Budi Santoso", number)
    order = shop.order(contact, date.today() + timedelta(days=3))
    shop.pay(order)
    shop.ship(order)
    eventually(lambda: len(on_phone(sim, number)) >= 4, 60)
    shop.turn_clock(contact, "order_followup")
    texts = eventually(lambda: len(found := on_phone(sim, number)) >= 5 and found, 60)
    assert [
        next(word for word in ("simpan", "proses", "pembayaran", "dikirim", "sampai") if word in text) for text in texts
    ] == [
        "simpan",
        "proses",
        "pembayaran",
        "dikirim",
        "sampai",
    ]
    eventually(lambda: shop.stage(order) == "done", 30)
    asked = [["partner_id", "=", contact], ["trigger", "=", "order_received"]]
    skipped = eventually(lambda: shop.admin.search_read("wa.scheduled", [*asked, ["state", "=", "skipped"]], ["reason_code"]))
    assert [row["reason_code"] for row in skipped] == ["window_closed"]
