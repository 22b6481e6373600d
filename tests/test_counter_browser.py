"""Mode Kasir with a scanner that is faster than the server: what was scanned is sold, once, and to the customer whose it is."""

import secrets

import pytest
from playwright.sync_api import expect

from tests.waiting import Hold

CASHIER = "kasir_cepat"
SEARCHES, SELLS = "**/sale.order/cashier_products", "**/sale.order/cashier_sell"


@pytest.fixture(scope="module")
def shop(admin):
    """A cashier, and goods with barcodes: {name: barcode}."""
    groups = [(6, 0, [admin.ref("base.group_user"), admin.ref("innovasia_sales.group_cashier")])]
    admin.call("res.users", "create", {"name": "Kasir Cepat", "login": CASHIER, "password": CASHIER, "group_ids": groups})
    goods = {name: f"899{secrets.randbelow(10**10):010}" for name in ("Kopi Uji", "Gula Uji", "Teh Uji")}
    for price, (name, barcode) in enumerate(goods.items(), 1):
        values = {"name": name, "barcode": barcode, "list_price": price * 10_000, "type": "consu", "taxes_id": [(5,)]}
        admin.call("product.product", "create", values)
    return goods


@pytest.fixture
def counter(shop, odoo_page):
    page = odoo_page(CASHIER, "/odoo/cashier")
    expect(page.locator(".o-wa-ProductPicker-search")).to_be_focused()
    return page


def scan(page, code):
    """A scanner types faster than a page is drawn."""
    page.keyboard.type(code)
    page.keyboard.press("Enter")


def lines(page):
    return page.locator(".o-wa-SaleCart-line")


def sold(admin):
    """What this cashier sold, by sale, oldest first."""
    sales = admin.search_read("sale.transaction", [["user_id.login", "=", CASHIER]], ["order_id"], order="id")
    domain = [["order_id", "in", [sale["order_id"][0] for sale in sales]]]
    found = admin.search_read("sale.order.line", domain, ["order_id", "name", "product_uom_qty"], order="order_id, id")
    return [
        [(line["name"], line["product_uom_qty"]) for line in found if line["order_id"] == sale["order_id"]] for sale in sales
    ]


def test_what_is_scanned_before_the_search_answers_is_sold_and_what_comes_after_is_the_next_customers(shop, admin, counter):
    kopi, gula, teh = shop.values()
    answer = Hold(counter, SEARCHES)
    scan(counter, kopi)
    scan(counter, gula)
    expect(counter.locator(".o-wa-ProductPicker-search")).to_have_value("")
    expect(lines(counter)).to_have_count(0)
    answer.release()
    expect(lines(counter)).to_contain_text(["Kopi Uji", "Gula Uji"])

    answer, sale = Hold(counter, SEARCHES), Hold(counter, SELLS)
    scan(counter, kopi)
    counter.keyboard.press("F9")
    answer.release()
    scan(counter, teh)
    counter.keyboard.press("F9")
    sale.release()
    expect(lines(counter)).to_contain_text(["Teh Uji"])
    assert sold(admin) == [[("Kopi Uji", 2), ("Gula Uji", 1)]]

    counter.keyboard.press("F9")
    expect(counter.locator(".o-wa-Counter-sold")).to_be_visible()
    counter.locator(".o-wa-CounterProducts-product", has_text="Gula Uji").click()
    expect(lines(counter)).to_contain_text(["Gula Uji"])
    assert sold(admin) == [[("Kopi Uji", 2), ("Gula Uji", 1)], [("Teh Uji", 1)]]
