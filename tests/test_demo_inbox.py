"""What ``make run`` shows: conversations in all states, on the phone as well, and a shop at work behind them."""

import os
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from dev import database
from dev.settings import ROOT
from tests.clients import Simulator

CUSTOMER, NUMBER = "Nur Aini", "6281234568006"
STOCK_ACCOUNT = "11300180"
ANSWER = "Ke BSI 7123456789 a.n. Toko Innovasia ya, Kak."


@pytest.fixture(scope="module")
def demo(make_database, make_server):
    """A server on a demo as `make start` makes it."""
    name = make_database("demo")
    database.fill_demo(name)
    return make_server(db=name)


@pytest.fixture
def inbox(demo, new_page):
    """The inbox of a CS; what the page complains about fails the test."""
    complaints = []
    page = new_page(timezone_id="Asia/Jakarta")
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{demo.url}/web/login")
    page.fill("input[name=login]", "cs_a")
    page.fill("input[name=password]", "cs_a")
    page.click("button[type=submit]")
    page.wait_for_url("**/odoo**")
    page.goto(f"{demo.url}/odoo/discuss")
    page.wait_for_selector(".o-wa-ConversationSearch")
    yield page
    assert not complaints


def test_cs_sees_the_queue_and_own_conversations_and_answers_reach_the_phone(demo, inbox):
    item = inbox.locator(".o-mail-DiscussSidebar-item")
    expect(item.filter(has_text="Rahmat Hidayat")).to_be_visible()
    expect(item.filter(has_text=CUSTOMER)).to_be_visible()
    expect(item.filter(has_text="Ratna Dewi")).to_have_count(0)  # served by cs_b
    item.filter(has_text=CUSTOMER).first.click()
    expect(inbox.locator(".o-mail-Message", has_text="transfer ke mana")).to_be_visible()

    inbox.locator(".o-mail-Composer-input").fill(ANSWER)
    inbox.keyboard.press("Enter")
    arrived = inbox.locator(".o-mail-Message", has_text=ANSWER).locator(".o-wa-Ticks-second")
    expect(arrived).to_be_visible(timeout=20_000)
    said = Simulator(demo.sim_url).get("/_sim/messages", contact=NUMBER)
    assert [message["content"]["body"] for message in said][-2:] == ["Oke, transfer ke mana?", ANSWER]
    keep_screenshot(inbox)


def test_shop_has_orders_in_every_stage_payments_to_verify_and_balanced_books(demo):
    admin = demo.login("admin")
    orders = admin.search_read("sale.order", [], ["stage"])
    assert {order["stage"] for order in orders} >= {
        "draft",
        "ordered",
        "processing",
        "shipped",
        "received",
        "done",
        "cancelled",
    }

    verifier = demo.login("verifikator")
    transactions = verifier.search_read("sale.transaction", [], ["state", "source", "evidence_ids", "receipt_state"])
    assert {each["state"] for each in transactions} == {"pending", "accepted", "rejected", "reversed"}
    assert {"conversion", "manual", "cashier", "transfer"} == {each["source"] for each in transactions}
    assert [each for each in transactions if each["state"] == "pending" and each["evidence_ids"]]
    assert [each for each in transactions if each["receipt_state"] == "sent"]

    products = admin.search_read(
        "product.product", [["is_storable", "=", True]], ["total_value", "standard_price", "image_128"]
    )
    assert len(products) > 50 and all(product["image_128"] for product in products)
    costs = {product["id"]: product["standard_price"] for product in products}
    sold = admin.search_read(
        "sale.order.line", [["product_id", "in", list(costs)]], ["product_id", "qty_invoiced", "qty_delivered"]
    )
    # Goods leave the books with the invoice, and the shelf with the courier.
    on_shelf = sum((line["qty_invoiced"] - line["qty_delivered"]) * costs[line["product_id"][0]] for line in sold)
    [account] = admin.search_read("account.account", [["code", "=", STOCK_ACCOUNT]], ["current_balance"])
    assert sum(product["total_value"] for product in products) == account["current_balance"] + on_shelf


def test_cs_of_the_demo_are_listed_under_their_role(demo):
    admin = demo.login("admin")
    people = admin.search_read("res.users", [["role_line_ids.role_id", "=", admin.ref("innovasia_sales.role_cs")]], ["login"])
    assert {person["login"] for person in people} == {"cs_a", "cs_b", "cs_c"}


def test_orders_have_written_to_their_customers_and_what_was_not_sent_says_why(demo):
    admin = demo.login("admin")
    rows = admin.search_read("wa.scheduled", [], ["trigger", "state", "reason_code", "due_at"])
    sent = {row["trigger"] for row in rows if row["state"] == "sent"}
    assert {"order_created", "order_paid", "order_delivery", "order_followup"} <= sent
    assert [row for row in rows if row["state"] == "waiting"], "what comes in the next days"
    assert {row["reason_code"] for row in rows if row["state"] == "skipped"} >= {"window_closed"}
    assert {row["reason_code"] for row in rows} <= {
        False, "window_closed", "already_paid", "already_received", "not_shipped", "fetched", "cancelled", "silent",
    }  # fmt: skip


def test_templates_of_the_demo_are_those_of_the_simulator(demo):
    admin = demo.login("admin")
    fields = ["trigger", "template_id", "parameter_ids"]
    before = admin.search_read("wa.format", [["template_id", "!=", False]], fields)
    assert {format_["trigger"] for format_ in before} == {
        "contact_created", "order_created", "order_paid", "order_delivery", "order_followup", "transfer_instructions",
        "transfer_reminder", "transfer_received", "transfer_under", "transfer_over", "transfer_expired",
    }  # fmt: skip
    admin.call("wa.template", "action_sync", [])
    assert admin.search_read("wa.format", [["template_id", "!=", False]], fields) == before
    templates = admin.search_read("wa.template", [], ["name", "status", "meta_id"])
    assert all(template["status"] == "approved" and template["meta_id"] for template in templates), templates


def keep_screenshot(page):
    """Make the README's picture, when asked to: ``SCREENSHOTS=1 make test K=queue_and_own``."""
    if os.environ.get("SCREENSHOTS"):
        page.mouse.move(640, 300)
        page.wait_for_timeout(500)
        picture = Image.open(BytesIO(page.screenshot()))
        picture.quantize(192).save(ROOT / "docs/images/inbox.png", optimize=True)
