"""The ten steps of spec/000, in Indonesian: from a picture of a transfer in a chat to the receipt on the customer's phone.

``SCREENSHOTS=1 make test K=conversion_browser`` keeps a picture of each step below the data folder.
"""

import base64
import os
from datetime import datetime, timedelta, timezone
from io import BytesIO
from itertools import count

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from dev.settings import data_dir
from tests.waiting import eventually

JAKARTA = timezone(timedelta(hours=7))
PHONE = {"viewport": {"width": 390, "height": 844}}
_numbers = count(62855000001)


def slip(amount: str) -> str:
    """A picture of a transfer, in base64."""
    picture = Image.new("RGB", (480, 640), "#ffffff")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 480, 110), fill="#0b6b3a")
    draw.text((30, 45), "Transfer berhasil", fill="#ffffff", font_size=28)
    draw.text((30, 200), amount, fill="#222222", font_size=44)
    draw.text((30, 300), "ke Toko Innovasia 7123456789", fill="#555555", font_size=20)
    target = BytesIO()
    picture.save(target, "PNG")
    return base64.b64encode(target.getvalue()).decode()


@pytest.fixture(scope="module")
def shop(admin):
    """What is sold, and who verifies; everybody works in Indonesian and in Jakarta's time."""
    local = {"lang": "id_ID", "tz": "Asia/Jakarta"}
    agents = admin.call("res.users", "search", [["login", "in", ["cs_a", "cs_b"]]])
    admin.call("res.users", "write", agents, local)
    company = [admin.ref("base.main_partner")]  # customers who write speak its language
    [before] = admin.call("res.partner", "read", company, ["lang"])
    admin.call("res.partner", "write", company, {"lang": "id_ID"})
    groups = [admin.ref("base.group_user"), admin.ref("innovasia_sales.group_verifier")]
    verifier = {"name": "Vera Verifikator", "login": "vera", "password": "vera", "group_ids": [(6, 0, groups)]}
    admin.call("res.users", "create", {**verifier, **local})
    for name, price, values in (
        ("Madu Hutan Uji", 85_000, {"type": "consu"}),
        ("Infaq Uji", 0, {"type": "service", "is_donation": True}),
    ):
        admin.call("product.product", "create", {"name": name, "list_price": price, "taxes_id": [(5,)], **values})
    yield admin
    admin.call("res.partner", "write", company, {"lang": before["lang"]})


@pytest.fixture
def errors():
    """What the pages complained about; nothing at the end of a test."""
    complaints = []
    yield complaints
    assert not complaints


@pytest.fixture
def open_page(odoo_page, errors):
    """A factory of pages of people in Jakarta; what they complain about fails the test."""

    def make(login, path):
        page = odoo_page(login, path, timezone_id="Asia/Jakarta", viewport={"width": 1440, "height": 900})
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    return make


@pytest.fixture
def customer(server, sim, new_page):
    """Somebody who has paid, with a phone: ``customer.pays("Rp 185.000")``."""

    class Customer:
        number = str(next(_numbers))
        name = f"Ibu Uji {number[-3:]}"

        def pays(self, amount):
            for kind, payload in (
                ("text", {"body": "Assalamualaikum, sudah saya transfer ya Kak"}),
                ("image", {"content": slip(amount), "mime_type": "image/png", "caption": "bukti transfer"}),
            ):
                sim.post("/_sim/inbound", {"contact": self.number, "name": self.name, "kind": kind, "payload": payload})

        def heard(self):
            """What the shop sent to this phone."""
            return [message for message in sim.get("/_sim/messages", contact=self.number) if message["direction"] == "out"]

        def phone(self):
            page = new_page(**PHONE)
            page.goto(server.sim_url)
            page.get_by_text(self.name).first.click()
            page.wait_for_selector("#text")
            return page

    return Customer()


def keep(page, way, step):
    """Keep a picture of a step, when asked to."""
    if os.environ.get("SCREENSHOTS"):
        folder = data_dir() / "screenshots"
        folder.mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(600)
        page.screenshot(path=folder / f"{way}-{step:02}.png")


def convert(page, customer, way, paid_at):
    """Steps 1 to 8: what a CS does in the chat."""
    page.wait_for_selector(".o-wa-ConversationSearch")
    keep(page, way, 1)

    item = page.locator(".o-mail-DiscussSidebar-item", has_text=customer.name).first
    item.click()
    expect(page.locator(".o-mail-Message", has_text="sudah saya transfer")).to_be_visible()
    keep(page, way, 2)

    expect(page.locator(".o-mail-AttachmentImage").first).to_be_visible()
    keep(page, way, 3)

    expect(page.locator(".o-wa-Purchases")).to_contain_text("Pembelian Produk", ignore_case=True)
    button = page.locator(".o-wa-conversion")
    expect(button).to_have_text("Konversi")
    keep(page, way, 4)

    button.click()
    add = page.locator(".o-wa-conversion-add")
    expect(add).to_have_text("Tambahkan Konversi")
    keep(page, way, 5)
    add.click()

    search = page.locator(".o-wa-ProductPicker-search")
    expect(search).to_be_focused()
    search.press_sequentially("madu hutan uji")
    expect(page.locator(".o-wa-ProductPicker-product")).to_have_count(1)
    search.press("Enter")
    search.press_sequentially("infaq uji")
    page.locator(".o-wa-ProductPicker-product", has_text="Infaq Uji").click()
    expect(page.locator(".o-wa-SaleCart-amount")).to_be_focused()
    page.keyboard.type("100rb")
    expect(page.locator(".o-wa-SaleCart-total")).to_contain_text("185.000")
    keep(page, way, 6)

    expect(page.locator(".o-wa-SaleForm-method label.btn-primary")).to_have_text("Lainnya")
    keep(page, way, 7)

    when = page.locator(".o-wa-SaleForm-date input")
    when.fill(paid_at.strftime("%d/%m/%Y %H:%M"))
    when.press("Tab")
    page.locator(".o-wa-EvidencePicker-file input[type=checkbox], .o-wa-EvidencePicker-toggle").first.click()
    keep(page, way, 8)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".o-wa-SaleDialog")).to_have_count(0)
    expect(page.locator(".o-mail-NotificationMessage", has_text="TRX/")).to_be_visible()
    expect(page.locator(".o-wa-Purchases-pending")).to_contain_text("185.000")


def open_pending(page, customer):
    """Step 9: Sales, pending transactions, the one of this customer."""
    page.locator(".o_navbar_apps_menu button").click()
    page.locator("[data-menu-xmlid='sale.sale_menu_root']").click()
    open_list(page, "Pending")
    page.locator(".o_data_row", has_text=customer.name).click()
    expect(page.locator(".o_form_view")).to_contain_text("185.000")
    expect(page.locator(".o-sale-Evidence-picture").first).to_be_visible()


def open_list(page, menu):
    page.locator(".o_menu_sections button", has_text="Transaksi").first.click()
    page.get_by_role("menuitem", name=menu).click()
    expect(page.locator(".o_breadcrumb")).to_contain_text(menu)


def listed(page, menu, customer):
    """The row of the customer in a list of transactions."""
    open_list(page, menu)
    return page.locator(".o_data_row", has_text=customer.name)


def transaction_of(admin, customer):
    fields = ["name", "state", "amount", "paid_at", "receipt_number", "receipt_state", "receipt_reason", "order_id"]
    [found] = admin.search_read("sale.transaction", [["partner_id.name", "=", customer.name]], fields)
    return found


def test_a_chat_becomes_a_verified_sale_and_the_receipt_reaches_the_phone(shop, customer, open_page):
    paid_at = (datetime.now(JAKARTA) - timedelta(days=1)).replace(hour=14, minute=35)
    customer.pays("Rp 185.000")
    agent = open_page("cs_a", "/odoo/discuss")
    convert(agent, customer, "terima", paid_at)
    pending = transaction_of(shop, customer)
    assert (pending["state"], pending["amount"]) == ("pending", 185_000)
    assert pending["paid_at"][:16] == paid_at.astimezone(timezone.utc).strftime("%Y-%m-%d %H:%M")
    assert not customer.heard(), "a conversion tells the customer nothing"

    verifier = open_page("vera", "/odoo")
    open_pending(verifier, customer)
    keep(verifier, "terima", 9)
    accept = verifier.locator(".o_form_view button[name=action_accept]:visible").first
    expect(accept).to_have_text("Terima")
    accept.click()
    expect(verifier.locator(".o_notification", has_text="185.000")).to_be_visible()
    expect(listed(verifier, "Berhasil", customer)).to_contain_text("185.000")
    keep(verifier, "terima", 10)

    accepted = transaction_of(shop, customer)
    assert accepted["state"] == "accepted" and accepted["receipt_number"].startswith("KW/")
    [order] = shop.call("sale.order", "read", [accepted["order_id"][0]], ["stage", "invoice_status", "amount_total"])
    assert (order["stage"], order["invoice_status"], order["amount_total"]) == ("ordered", "invoiced", 185_000)
    receipts = eventually(lambda: [each for each in customer.heard() if each["kind"] == "document"], timeout=60)
    assert len(receipts) == 1
    eventually(lambda: transaction_of(shop, customer)["receipt_state"] == "sent", timeout=20)
    phone = customer.phone()
    expect(phone.get_by_text("KW").first).to_be_visible()
    expect(phone.get_by_text("pembayaran").first).to_be_visible()
    keep(phone, "terima", 11)
    expect(agent.locator(".o-wa-Purchases-pending")).to_have_count(0)
    keep(agent, "terima", 12)


def test_a_transfer_that_did_not_arrive_is_rejected_and_the_customer_hears_nothing(shop, customer, open_page):
    customer.pays("Rp 185.000")
    agent = open_page("cs_a", "/odoo/discuss")
    convert(agent, customer, "tolak", datetime.now(JAKARTA) - timedelta(hours=26))

    verifier = open_page("vera", "/odoo")
    open_pending(verifier, customer)
    reject = verifier.locator(".o_form_view button[name=action_open_reject]:visible").first
    expect(reject).to_have_text("Tolak")
    reject.click()
    window = verifier.locator(".modal")
    window.locator("input[type=radio]").first.check()
    keep(verifier, "tolak", 9)
    window.locator("button[name=action_confirm]").click()
    expect(window).to_have_count(0)
    expect(listed(verifier, "Gagal", customer)).to_contain_text("185.000")
    keep(verifier, "tolak", 10)

    rejected = transaction_of(shop, customer)
    assert rejected["state"] == "rejected" and not rejected["receipt_number"]
    [order] = shop.call("sale.order", "read", [rejected["order_id"][0]], ["stage", "invoice_ids"])
    assert (order["stage"], order["invoice_ids"]) == ("cancelled", [])
    assert not customer.heard()
    expect(agent.locator(".o-wa-Purchases-pending")).to_have_count(0)
    keep(agent, "tolak", 11)
