"""The way of a transfer in spec/004: the amount on the customer's phone, the money at the bank, the order paid."""

import re
import secrets
import time

import pytest
import requests

from dev import bank
from tests.clients import Web
from tests.racing import sql
from tests.waiting import eventually, run_cron

NUMBER = "5220304091"
#: TRANSFERS.md: the mutation is available, and so much later everything has happened.
SOON = 60
TEXTS = {
    "transfer_instructions": "Transfer tepat *{totaltransfer}* ke {namabank} {norekening} a.n. {atasnama}. {linkbayar}",
    "order_paid": "Terima kasih, {nopesanan} sudah dibayar.",
}


@pytest.fixture(scope="module")
def shop(server, admin):
    """A shop whose customers pay by transfer to an account that the simulator's bank tells of."""
    others = [row["id"] for row in admin.search_read("wa.automation", [], ["id"])]
    admin.call("wa.automation", "write", others, {"active": False})
    made = Shop(server, admin)
    assert bank.connect(server.db, server.url, server.sim_url), "other tests have accounts as well"
    yield made
    admin.call("wa.automation", "write", made.automations, {"active": False})
    admin.call("wa.automation", "write", others, {"active": True})
    admin.call("res.company", "write", [made.company["id"]], {"receipt_auto_send": made.company["receipt_auto_send"]})


class Shop:
    """A seller, over the web client's own routes, and what the administrator has set up."""

    def __init__(self, server, admin):
        self.server, self.admin = server, admin
        self.company = admin.search_read("res.company", [], ["partner_id", "receipt_auto_send"], limit=1)[0]
        admin.call("res.company", "write", [self.company["id"]], {"receipt_auto_send": True})
        self.journal, self.method = self.open_account()
        self.automations = [self.automate(trigger, text) for trigger, text in TEXTS.items()]
        login = f"penjual_{secrets.token_hex(3)}"
        groups = [(4, admin.ref(group)) for group in ("base.group_user", "sales_team.group_sale_salesman")]
        values = {"name": "Penjual", "login": login, "password": login, "group_ids": groups}
        self.seller_id = admin.call("res.users", "create", values)
        self.seller = Web(server.url, server.db, login)

    def open_account(self):
        house = self.admin.call("res.bank", "create", {"name": "BCA"})
        account = {"acc_number": NUMBER, "bank_id": house, "partner_id": self.company["partner_id"][0]}
        account = self.admin.call("res.partner.bank", "create", {**account, "acc_holder_name": "PT Toko Innovasia"})
        journal = {"name": "BCA Kode Unik", "code": "BCAU", "type": "bank", "bank_account_id": account, "transfer_open": True}
        journal = self.admin.call("account.journal", "create", journal)
        method = {"name": "Transfer Bank", "journal_id": journal, "is_transfer": True}
        return journal, self.admin.call("sale.payment.method", "create", method)

    def automate(self, trigger, text):
        wording = self.admin.call("wa.format", "create", {"name": trigger, "trigger": trigger, "body": text})
        device = self.admin.ref("innovasia_whatsapp.wa_account_demo")
        values = {"name": trigger, "trigger": trigger, "format_id": wording, "account_id": device}
        return self.admin.call("wa.automation", "create", values)

    def leave_free(self, code, base):
        """Take all other codes that this account has for an order amount."""
        self.admin.call("account.journal", "write", [self.journal], {"transfer_code_max": code})
        for taken in range(1, code):
            sql(
                self.server,
                "INSERT INTO transfer_code (journal_id, payable, token, reserved_at) "
                f"VALUES ({self.journal}, {base + taken}, 'taken{taken}', now() at time zone 'utc')",
            )

    def ask_for(self, contact, price):
        """The seller makes an order and asks for a transfer.

        :return: (order, what the customer is told)
        """
        product = {"name": "Madu Hutan", "list_price": price, "type": "consu", "taxes_id": [(5,)], "invoice_policy": "order"}
        product = self.admin.call("product.product", "create", product)
        values = {"partner_id": contact, "order_line": [(0, 0, {"product_id": product, "product_uom_qty": 1})]}
        [order] = self.do("sale.order", "create", [values])
        return order, self.do("sale.order", "action_transfer", [order], self.method)

    def do(self, model, method, *arguments):
        return self.seller.call(
            f"/web/dataset/call_kw/{model}/{method}", model=model, method=method, args=list(arguments), kwargs={}
        )

    # --- what became of it ---------------------------------------------------------------------

    def intent(self, told):
        names = ["state", "received", "transaction_ids"]
        return self.admin.search_read("transfer.intent", [["id", "=", told["id"]]], names)[0]

    def order(self, order):
        return self.admin.search_read("sale.order", [["id", "=", order]], ["name", "state", "invoice_ids"])[0]

    def mutations(self, amount):
        domain = [["journal_id", "=", self.journal], ["amount", "=", amount]]
        return self.admin.search_read("bank.mutation", domain, ["origin", "state"])

    def feed(self):
        names = ["state", "last_error", "activity_ids"]
        return self.admin.search_read("bank.feed", [["journal_id", "=", self.journal]], names)[0]

    def let_bank_tell(self):
        """The bank has just been asked: what happens now it tells by itself."""
        sql(self.server, f"UPDATE bank_feed SET asked_at = now() at time zone 'utc' WHERE journal_id = {self.journal}")
        eventually(lambda: not self.jobs("NOT IN ('done', 'failed', 'cancelled')"), 30)

    def ask_bank(self):
        """What the timer does when the time has come."""
        sql(self.server, f"UPDATE bank_feed SET asked_at = NULL WHERE journal_id = {self.journal}")
        asked_before = self.times_asked()
        feeds = self.admin.ref("innovasia_transfer.cron_feeds")
        run_cron(lambda: self.admin.call("ir.cron", "method_direct_trigger", [feeds]))
        eventually(lambda: self.times_asked() > asked_before, 30)

    def times_asked(self):
        """:return: how many jobs that asked the bank about this account are over"""
        return self.jobs("IN ('done', 'failed')")

    def jobs(self, states):
        """:return: how many jobs that ask the bank about this account are in these states (SQL)"""
        [[count]] = sql(
            self.server,
            "SELECT count(*) FROM queue_job AS job JOIN bank_feed AS feed ON job.identity_key = 'bank.feed.ask.' || feed.id"
            f" WHERE feed.journal_id = {self.journal} AND job.state {states}",
        )
        return int(count)


@pytest.fixture
def number(sim):
    """The number of a customer who is on the line."""
    number = f"628{secrets.randbelow(10**9) + 10**9}"
    sim.post("/_sim/contacts", {"name": "Siti Aminah", "number": number})
    sim.post("/_sim/inbound", {"contact": number, "kind": "text", "payload": {"body": "Halo kak"}})
    return number


@pytest.fixture
def contact(shop, number):
    """The contact that the customer's first message made."""
    heard = [["wa_number", "ilike", number[2:]]]
    [partner] = eventually(lambda: shop.admin.search_read("res.partner", heard, ["id"]))
    eventually(lambda: shop.admin.search_read("discuss.channel", [["wa_partner_id", "=", partner["id"]]], ["id"]))
    shop.admin.call("res.partner", "write", [partner["id"]], {"lang": "id_ID"})
    return partner["id"]


@pytest.fixture
def at_bank(sim, shop):
    """The account at the simulator's bank, in order again afterwards."""
    shop.let_bank_tell()
    yield AtBank(sim)
    AtBank(sim).set(push_fault="none", poll_fault="none")


class AtBank:
    """What happens at the bank, and at the service that tells of it."""

    def __init__(self, sim):
        self.sim = sim

    def set(self, **values):
        requests.patch(f"{self.sim.url}/_sim/bank/accounts/{NUMBER}", json=values, timeout=30).raise_for_status()

    def pay(self, amount, **values):
        return self.sim.post("/_sim/bank/transfer", {"account": NUMBER, "amount": amount, "sender": "Siti Aminah", **values})


def on_phone(sim, number):
    """What the customer got, oldest first: texts, and the names of files."""
    messages = sim.get("/_sim/messages", contact=number, direction="out", limit=50)
    return [each["content"].get("body") or each["content"].get("filename") for each in messages]


def paid(shop, order, told):
    return shop.intent(told)["state"] == "paid" and shop.order(order)["state"] == "sale"


def test_order_of_50000_is_paid_by_50009_and_both_are_told(shop, sim, number, contact, at_bank, http):
    shop.leave_free(code=9, base=50_000)
    order, told = shop.ask_for(contact, 50_000)
    shop.admin.call("account.journal", "write", [shop.journal], {"transfer_code_max": 999})
    assert (told["base"], told["code"], told["payable"], told["account_number"]) == (50_000, 9, 50_009, NUMBER)
    [instructions] = eventually(lambda: on_phone(sim, number), 30)
    assert instructions == f"Transfer tepat *Rp 50.009* ke BCA {NUMBER} a.n. PT Toko Innovasia. {told['url']}"
    page = http.get(told["url"], timeout=60)
    assert page.status_code == 200
    assert "Rp 50.009" in " ".join(re.sub("<[^>]*>", "", page.text).replace("\xa0", " ").split())

    at_bank.pay(50_009)
    begun = time.monotonic()
    name = shop.order(order)["name"]
    eventually(lambda: paid(shop, order, told), SOON)
    texts = eventually(lambda: len(found := on_phone(sim, number)) >= 3 and found, SOON - (time.monotonic() - begun))
    assert time.monotonic() - begun < SOON
    assert sorted(texts[1:]) == sorted([f"Terima kasih, {name} sudah dibayar.", receipt_of(shop, told)])
    [invoice] = shop.admin.call("account.move", "read", shop.order(order)["invoice_ids"], ["payment_state", "amount_total"])
    assert (invoice["payment_state"], invoice["amount_total"]) == ("paid", 50_000)
    assert [each["origin"] for each in shop.mutations(50_009)] == ["webhook"]

    # What the service tells again, by itself and when it is asked, is the same money.
    at_bank.set(push_fault="twice")
    [mutation] = [each for each in sim.get(f"/_sim/bank/accounts/{NUMBER}/mutations") if each["amount"] == 50_009]
    sim.post(f"/_sim/bank/mutations/{mutation['id']}/push")
    shop.ask_bank()
    sim.post("/_sim/flush", {"timeout": 10})
    assert [each["state"] for each in shop.mutations(50_009)] == ["matched"]
    assert shop.intent(told)["received"] == 50_009


def receipt_of(shop, told):
    """The name of the file that the receipt was sent as."""
    [transaction] = shop.intent(told)["transaction_ids"]
    asked = [["id", "=", transaction]]
    [row] = eventually(lambda: shop.admin.search_read("sale.transaction", [*asked, ["receipt_number", "!=", False]], []))
    return f"{row['receipt_number'].replace('/', '-')}.pdf"


def test_money_that_the_service_did_not_post_is_asked_for(shop, sim, number, contact, at_bank):
    at_bank.set(push_fault="lost")
    order, told = shop.ask_for(contact, 75_000)
    eventually(lambda: on_phone(sim, number), 30)
    at_bank.pay(told["payable"])
    begun = time.monotonic()
    shop.ask_bank()
    eventually(lambda: paid(shop, order, told), SOON)
    eventually(lambda: len(on_phone(sim, number)) >= 3, SOON - (time.monotonic() - begun))
    assert time.monotonic() - begun < SOON
    assert [each["origin"] for each in shop.mutations(told["payable"])] == ["poll"]


def test_service_that_is_down_is_told_and_what_it_missed_is_caught_up(shop, contact, at_bank):
    shop.ask_bank()
    assert shop.feed()["state"] == "ok"
    at_bank.set(push_fault="lost", poll_fault="500")
    order, told = shop.ask_for(contact, 90_000)
    at_bank.pay(told["payable"])
    for _interval in range(2):
        shop.ask_bank()
    down = shop.feed()
    assert (down["state"], bool(down["last_error"]), len(down["activity_ids"])) == ("down", True, 1)
    assert shop.intent(told)["state"] == "open"
    at_bank.set(poll_fault="none")
    shop.ask_bank()
    back = shop.feed()
    assert (back["state"], back["last_error"], back["activity_ids"]) == ("ok", False, [])
    eventually(lambda: paid(shop, order, told), SOON)


def test_forged_post_pays_nothing(shop, sim, contact, at_bank):
    _order, told = shop.ask_for(contact, 60_000)
    at_bank.set(push_fault="wrong_signature")
    at_bank.pay(told["payable"])
    eventually(lambda: sim.get("/_sim/bank/posts", limit=1)[0]["status"] == 401)
    assert shop.mutations(told["payable"]) == []
    assert shop.intent(told)["state"] == "open"


def test_pending_money_informs_and_pays_when_it_is_dated(shop, sim, contact, at_bank):
    order, told = shop.ask_for(contact, 65_000)
    [pending] = at_bank.pay(told["payable"], pending=True)
    eventually(lambda: [each["state"] for each in shop.mutations(told["payable"])] == ["provisional"], 30)
    assert shop.intent(told)["state"] == "open"
    sim.post(f"/_sim/bank/mutations/{pending['id']}/date")
    eventually(lambda: paid(shop, order, told), SOON)
