"""A customer with a phone: opens the link, copies what is needed, sends the proof, and sees the order turn paid while looking.

``SCREENSHOTS=1 make test K=transfer_page_browser`` keeps a picture of each step below the data folder.
"""

import os
import re
import secrets
import struct
import zlib
from itertools import count

import pytest
from playwright.sync_api import expect

from dev.settings import data_dir
from tests.waiting import Hold, eventually

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
#: Milliseconds after which an open page would have looked again (live.js).
NEXT_LOOK = 5_500
#: Seconds from a mutation that is there to the page that says so.
LIVE = 60
ACCOUNT = f"801-{secrets.randbelow(900) + 100}-5678"
#: What a browser does when its tab is left, or is seen again.
HIDE = """is => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => is });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
_numbers, _steps = count(1), count(1)


@pytest.fixture(scope="module")
def shop(admin, server):
    """A shop with an account that takes transfers with unique codes."""
    return Shop(admin, server)


class Shop:
    """What people of the shop do, over RPC."""

    def __init__(self, admin, server):
        self.admin, self.url = admin, server.url
        [me] = admin.search_read("res.users", [["login", "=", "admin"]], ["company_id"])
        company, _name = me["company_id"]
        [home] = admin.call("res.company", "read", [company], ["partner_id"])
        groups = ["base.group_user", "innovasia_sales.group_verifier"]
        login = f"pencocok_{secrets.token_hex(3)}"
        finance = {"name": "Pencocok", "login": login, "password": login}
        admin.call("res.users", "create", {**finance, "group_ids": [(4, admin.ref(group)) for group in groups]})
        self.finance = server.login(login)
        bank = admin.call("res.bank", "create", {"name": "BCA"})
        account = {"acc_number": ACCOUNT, "bank_id": bank, "acc_holder_name": "PT Toko Uji"}
        account_id = admin.call("res.partner.bank", "create", {**account, "partner_id": home["partner_id"][0]})
        journal = {"name": "BCA Uji", "type": "bank", "company_id": company, "transfer_open": True}
        self.journal = admin.call("account.journal", "create", {**journal, "bank_account_id": account_id})
        method = {"name": "Transfer BCA Uji", "journal_id": self.journal, "company_id": company, "is_transfer": True}
        self.method = admin.call("sale.payment.method", "create", method)
        product = {"name": "Sabun Uji", "list_price": 50_000, "type": "consu", "taxes_id": [(5,)]}
        self.product = admin.call("product.product", "create", {**product, "invoice_policy": "order"})

    def expect_transfer(self):
        """:return: what a new customer is told to transfer, with the address of the page"""
        customer = {"name": f"Pembeli {next(_numbers)}", "lang": "id_ID"}
        line = (0, 0, {"product_id": self.product, "product_uom_qty": 1})
        order = {"partner_id": self.admin.call("res.partner", "create", customer), "order_line": [line]}
        order_id = self.admin.call("sale.order", "create", order)
        told = self.admin.call("sale.order", "action_transfer", [order_id], self.method)
        return {**told, "page": self.url + "/bayar/" + told["url"].partition("/bayar/")[2]}

    def money_arrives(self, told, amount=None):
        """The bank says that somebody transferred."""
        [day] = self.admin.call("transfer.intent", "read", [told["id"]], ["opened_at"])
        row = {"date": day["opened_at"][:10], "kind": "credit", "amount": amount or told["payable"]}
        row |= {"description": "TRSF E-BANKING CR UJI", "reference": f"uji-{told['id']}-{next(_numbers)}"}
        self.finance.call("bank.mutation", "push", self.journal, [row])

    def proofs(self, told):
        [intent] = self.admin.call("transfer.intent", "read", [told["id"]], ["proof_ids"])
        return len(intent["proof_ids"])


class Phone:
    """The customer's browser; what it complains about fails the test."""

    def __init__(self, page, told):
        self.page, self.told, self.complaints, self.asked = page, told, [], []
        page.on("console", lambda message: self.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))
        page.goto(told["page"])

    def looks(self):
        """:return: how often the page asked how far it is"""
        return sum(url.endswith("/status") for url in self.asked)

    def keep(self):
        """Keep a picture of this step, when asked to."""
        if os.environ.get("SCREENSHOTS"):
            folder = data_dir() / "screenshots"
            folder.mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=folder / f"transfer-page-{next(_steps):02}.png", full_page=True)

    def send(self, name, mimetype, content):
        self.page.locator("input[type=file]").set_input_files({"name": name, "mimeType": mimetype, "buffer": content})
        self.page.locator("#proof button[type=submit]").click()


@pytest.fixture
def open_page(shop, new_page):
    """A factory of customers who opened their page; ``open_page(permissions=[...])``."""
    phones = []

    def make(told=None, **options):
        phones.append(Phone(new_page(**PHONE, **options), told or shop.expect_transfer()))
        return phones[-1]

    yield make
    assert not [complaint for phone in phones for complaint in phone.complaints]


def picture():
    """:return: bytes of a PNG of 8 by 8 points that is like no other one"""
    rows = b"".join(b"\0" + secrets.token_bytes(3 * 8) for _row in range(8))
    parts = [(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    packed = (struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def test_a_customer_pays_with_the_page_in_the_hand(shop, open_page):
    phone = open_page(permissions=["clipboard-read", "clipboard-write"])
    page, told = phone.page, phone.told
    rupiah = f"{told['payable']:,}".replace(",", ".")
    expect(page.locator("#amount")).to_have_text(f"Rp {rupiah}")
    expect(page.locator("#amount mark")).to_have_text(rupiah[-3:])
    expect(page.locator("#account")).to_have_text(ACCOUNT)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"], "nothing hangs over the edge"
    phone.keep()

    for place, copied in (("amount", str(told["payable"])), ("account", ACCOUNT.replace("-", ""))):
        page.locator(f"[data-copy][data-from={place}]").click()
        eventually(lambda copied=copied: page.evaluate("navigator.clipboard.readText()") == copied)
        expect(page.locator("#spoken")).to_contain_text(page.locator(f"#{place}").inner_text().strip())
    phone.keep()

    countdown = page.locator("#countdown")
    expect(countdown).to_have_text(re.compile(r"^\d\d:\d\d:\d\d$"))
    first = countdown.inner_text()
    assert "23:50:00" < first <= "24:00:00"
    eventually(lambda: countdown.inner_text() < first)

    phone.send("catatan.html", "text/html", b"<html><script>alert(1)</script></html>")
    expect(page.locator("#answer.bad")).to_be_visible()
    assert not shop.proofs(told)
    phone.send("bukti.png", "image/png", picture())
    expect(page.locator("#answer.good")).to_be_visible()
    assert eventually(lambda: shop.proofs(told)) == 1
    phone.keep()

    page.evaluate("window.opened = true")
    slow = Hold(page, "**/proof")
    phone.send("lagi.png", "image/png", picture())
    slow.wait()
    shop.money_arrives(told)
    expect(page.locator("#state.is-paid h1")).to_be_visible(timeout=LIVE * 1000)
    expect(page.locator("#spoken")).to_have_text(page.locator("#state h1").inner_text())
    expect(page.locator("#state")).to_contain_text(told["order"])
    expect(page.locator("input[type=file]")).to_have_count(0)
    with page.expect_response("**/proof"):
        slow.release()  # there is no place any more to say what became of it
    assert page.evaluate("window.opened"), "it turned paid while the customer looked, without loading anew"
    phone.keep()
    looks = phone.looks()
    page.wait_for_timeout(NEXT_LOOK)
    assert phone.looks() == looks, "what is paid is not asked for any more"


def test_too_little_asks_for_the_rest(shop, open_page):
    phone = open_page()
    state = phone.page.locator("#state")
    shop.money_arrives(phone.told, phone.told["payable"] - 10_000)
    expect(state).to_contain_text(re.compile(r"50\.\d{3}"))  # another amount is nobody's by itself
    asked = [["journal_id", "=", shop.journal], ["state", "=", "suspense"]]
    [mutation] = eventually(lambda: shop.finance.search_read("bank.mutation", asked, ["amount"]), LIVE)
    shop.finance.call("bank.mutation", "action_match", [mutation["id"]], phone.told["id"])
    expect(phone.page.locator("#amount")).to_have_text("Rp 10.000", timeout=LIVE * 1000)
    expect(state).to_contain_text("40.")
    phone.keep()


def test_nobody_looks_while_the_page_is_hidden(open_page):
    phone = open_page()
    page = phone.page
    page.wait_for_event("request", lambda request: request.url.endswith("/status"))
    page.evaluate(HIDE, True)
    looks = phone.looks()
    page.wait_for_timeout(NEXT_LOOK)
    assert phone.looks() == looks
    with page.expect_request("**/status", timeout=2_000):
        page.evaluate(HIDE, False)


def test_the_essentials_need_no_javascript(shop, open_page):
    phone = open_page(java_script_enabled=False)
    page, told = phone.page, phone.told
    expect(page.locator("#amount")).to_contain_text(f"{told['payable']:,}".replace(",", "."))
    expect(page.locator("#account")).to_be_visible()
    expect(page.locator("[data-copy]").first).to_be_hidden()
    phone.send("bukti.png", "image/png", picture())
    expect(page.locator("#answer.good")).to_be_visible()
    assert shop.proofs(told) == 1
    shop.money_arrives(told)
    eventually(lambda: page.reload() and page.locator("#state.is-paid").count(), LIVE)
    phone.keep()
