"""Unpaid orders beside unmatched money, as a verifier uses them: with the mouse, with the keyboard, and on a phone.

``SCREENSHOTS=1 make test K=transfer_board_browser`` keeps a picture of each step below the data folder.
"""

import os
import re
from itertools import count

import pytest
from playwright.sync_api import expect

from dev.settings import data_dir
from tests.waiting import Hold, eventually

LOGIN = "papan"
ACCOUNT = "BCA Papan"
BOARD = "/odoo/unpaid-unmatched"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SUGGESTIONS, SETTLES = "**/transfer.board/get_suggestions", "**/transfer.board/settle"
_numbers, _steps = count(1), count(1)


@pytest.fixture(scope="module")
def shop(admin):
    """A bank account that takes transfers, and who verifies, in Indonesian."""
    return Shop(admin)


class Shop:
    """What happens elsewhere, over RPC."""

    def __init__(self, admin):
        self.admin = admin
        [me] = admin.search_read("res.users", [["login", "=", "admin"]], ["company_id"])
        company, _name = me["company_id"]
        [home] = admin.call("res.company", "read", [company], ["partner_id"])
        matcher = admin.ref("innovasia_sales.group_verifier")
        groups = [matcher, admin.ref("sales_team.group_sale_manager")]
        admin.call("res.users", "write", [me["id"]], {"group_ids": [(4, group) for group in groups]})
        person = {"name": "Putri Papan", "login": LOGIN, "password": LOGIN, "lang": "id_ID", "tz": "Asia/Jakarta"}
        admin.call("res.users", "create", {**person, "group_ids": [(6, 0, [admin.ref("base.group_user"), matcher])]})
        bank = admin.call("res.bank", "create", {"name": "BCA"})
        holder = {"bank_id": bank, "acc_holder_name": "PT Toko Uji", "partner_id": home["partner_id"][0]}
        account = admin.call("res.partner.bank", "create", {**holder, "acc_number": "702-100-4242"})
        journal = {"name": ACCOUNT, "type": "bank", "company_id": company, "transfer_open": True, "bank_account_id": account}
        self.journal = admin.call("account.journal", "create", journal)
        spare = admin.call("res.partner.bank", "create", {**holder, "acc_number": "702-200-4242"})
        admin.call("account.journal", "create", {**journal, "name": "Mandiri Papan", "bank_account_id": spare})
        method = {"name": "Transfer Papan", "journal_id": self.journal, "company_id": company, "is_transfer": True}
        self.method = admin.call("sale.payment.method", "create", method)
        product = {"name": "Teh Papan", "list_price": 61_000, "type": "consu", "taxes_id": [(5,)], "invoice_policy": "order"}
        self.product = admin.call("product.product", "create", product)

    def expect_transfer(self, name):
        """:return: what a new customer is told to transfer"""
        line = (0, 0, {"product_id": self.product, "product_uom_qty": 1})
        order = {"partner_id": self.admin.call("res.partner", "create", {"name": name}), "order_line": [line]}
        return self.admin.call("sale.order", "action_transfer", [self.admin.call("sale.order", "create", order)], self.method)

    def money_arrives(self, told, amount, text):
        """:return: the id of a mutation"""
        [intent] = self.admin.call("transfer.intent", "read", [told["id"]], ["opened_at"])
        row = {"date": intent["opened_at"][:10], "kind": "credit", "amount": amount, "description": text}
        [mutation] = self.admin.call("bank.mutation", "push", self.journal, [{**row, "reference": f"papan-{next(_numbers)}"}])[
            "ids"
        ]
        return mutation

    def state(self, told):
        return self.admin.call("transfer.intent", "read", [told["id"]], ["state"])[0]["state"]


def swapped(amount):
    """:return: the amount with its two last digits that differ swapped"""
    digits = list(str(int(amount)))
    at = next(at for at in range(len(digits) - 2, 0, -1) if digits[at] != digits[at + 1])
    digits[at], digits[at + 1] = digits[at + 1], digits[at]
    return int("".join(digits))


@pytest.fixture
def board(odoo_page, shop):
    """A factory of verifiers who look at the account's lists; what their page complains about fails the test."""
    complaints = []

    def make(path=BOARD, **options):
        page = odoo_page(LOGIN, path, **{"timezone_id": "Asia/Jakarta", "viewport": {"width": 1440, "height": 900}, **options})
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if path == BOARD:
            page.locator(".o-transfer-Board-account").select_option(label=ACCOUNT)
        return page

    yield make
    assert not complaints


def keep(page):
    """Keep a picture of this step, when asked to."""
    if os.environ.get("SCREENSHOTS"):
        folder = data_dir() / "screenshots"
        folder.mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(500)
        page.screenshot(path=folder / f"transfer-board-{next(_steps):02}.png")


def rows(page, side, text):
    return page.locator(f"[data-side={side}] .o-transfer-Row", has_text=text)


def suggestion(page, text):
    return page.locator(".o-transfer-Pane-suggestions .o-transfer-Row", has_text=text)


def look_again(page):
    """What the lists do when news come, or when the tab is seen again."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_swapped_digits_are_matched_with_a_click_and_undone_with_another(shop, board):
    told = shop.expect_transfer("Wulan Tertukar")
    amount = swapped(told["payable"])
    shop.money_arrives(told, amount, "TRSF E-BANKING CR WULAN TERTUKAR")
    page = board()
    expect(page.locator("[data-side=unpaid] h2")).to_have_text("Belum Dibayar")
    keep(page)

    rows(page, "unmatched", "WULAN TERTUKAR").click()
    found = suggestion(page, "Wulan Tertukar")
    expect(found.locator(".o-transfer-Row-reason").first).to_be_visible()
    keep(page)
    found.locator(".o-transfer-Row-match").click()
    expect(page.locator(".o-transfer-MatchDialog-lines")).to_contain_text(told["order"])
    keep(page)
    assert shop.state(told) == "open"

    page.locator(".o-transfer-MatchDialog-confirm").click()
    notice = page.locator(".o_notification", has_text=told["order"])
    expect(notice).to_be_visible()
    expect(rows(page, "unpaid", "Wulan Tertukar")).to_have_count(0)
    expect(rows(page, "unmatched", "WULAN TERTUKAR")).to_have_count(0)
    keep(page)
    assert shop.state(told) == "paid"

    notice.locator(".o_notification_buttons button").click()
    expect(rows(page, "unpaid", "Wulan Tertukar")).to_have_count(1)
    expect(rows(page, "unmatched", "WULAN TERTUKAR")).to_have_count(1)
    assert shop.state(told) == "open"


def test_a_row_is_found_chosen_and_matched_without_the_mouse(shop, board):
    told = shop.expect_transfer("Yusuf Ketik")
    shop.money_arrives(told, told["base"], "BI-FAST CR YUSUF KETIK")
    page = board()
    expect(rows(page, "unpaid", "Yusuf Ketik")).to_have_count(1)
    page.keyboard.press("/")
    expect(page.locator(".o-transfer-Board-search input")).to_be_focused()
    page.keyboard.type("yusuf ketik")
    expect(page.locator(".o-transfer-Row")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(rows(page, "unpaid", "Yusuf Ketik")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(rows(page, "unmatched", "YUSUF KETIK")).to_be_focused()
    page.keyboard.press("Enter")
    expect(suggestion(page, "Yusuf Ketik")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".o-transfer-MatchDialog-confirm")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".o-transfer-Row")).to_have_count(0)
    assert shop.state(told) == "paid"


def test_news_that_overtake_a_choice_do_not_lose_the_place_of_the_keyboard(shop, board):
    told = shop.expect_transfer("Zaki Susul")
    shop.money_arrives(told, swapped(told["payable"]), "TRSF ZAKI SUSUL")
    page = board()
    first = Hold(page, SUGGESTIONS)
    rows(page, "unmatched", "ZAKI SUSUL").focus()
    page.keyboard.press("Enter")
    first.wait()

    with page.expect_response(SUGGESTIONS):
        look_again(page)
    first.release()
    expect(suggestion(page, "Zaki Susul")).to_be_focused()


def test_who_begins_to_search_while_suggestions_are_looked_for_goes_on_typing(shop, board):
    told = shop.expect_transfer("Wira Ketik")
    shop.money_arrives(told, swapped(told["payable"]), "TRSF WIRA KETIK")
    page = board()
    slow = Hold(page, SUGGESTIONS)
    rows(page, "unmatched", "WIRA KETIK").focus()
    page.keyboard.press("Enter")
    slow.wait()
    page.keyboard.press("/")
    page.keyboard.type("wira ke")
    slow.release()
    expect(suggestion(page, "Wira Ketik")).to_be_visible()
    page.keyboard.type("tik")
    expect(page.locator(".o-transfer-Board-search input")).to_have_value("wira ketik")


def test_a_part_of_the_money_is_said_to_be_for_the_order(shop, board):
    told = shop.expect_transfer("Nia Bagi")
    shop.money_arrives(told, told["payable"] + 40_000, "SETORAN NIA BAGI")
    page = board()
    rows(page, "unpaid", "Nia Bagi").click()
    suggestion(page, "NIA BAGI").locator(".o-transfer-Row-match").click()
    amount = page.locator(".o-transfer-MatchDialog-amount")
    amount.fill("lots")
    expect(page.locator(".o-transfer-MatchDialog-confirm")).to_be_disabled()
    amount.fill(f"{told['payable']:,.0f}".replace(",", "."))
    expect(page.locator(".o-transfer-MatchDialog-lines li", has_text="40.000")).to_be_visible()
    amount.press("Enter")
    expect(rows(page, "unpaid", "Nia Bagi")).to_have_count(0)
    expect(rows(page, "unmatched", "NIA BAGI")).to_contain_text("40.000")


def test_money_appears_while_one_looks_and_what_is_no_payment_is_set_aside(shop, board):
    told = shop.expect_transfer("Oki Diam")
    page = board()
    expect(rows(page, "unpaid", "Oki Diam")).to_have_count(1)
    shop.money_arrives(told, 1_250, "BUNGA TABUNGAN PAPAN")
    interest = rows(page, "unmatched", "BUNGA TABUNGAN PAPAN")
    expect(interest).to_have_count(1)
    interest.click()
    interest.locator(".o-transfer-Row-aside").click()
    page.locator(".modal [name=reason] input").fill("Bunga bank")
    page.locator(".modal footer [name=action_confirm]").click()
    expect(interest).to_have_count(0)
    page.locator("[data-side=unmatched] select").select_option("aside")
    interest.click()
    expect(interest).to_contain_text("Bunga bank")

    # What matches by itself goes without anybody.
    shop.money_arrives(told, told["payable"], "TRSF OKI DIAM")
    expect(rows(page, "unpaid", "Oki Diam")).to_have_count(0)
    assert shop.state(told) == "paid"


def test_on_a_phone_one_list_follows_the_other(shop, board):
    told = shop.expect_transfer("Mega Ponsel")
    shop.money_arrives(told, swapped(told["payable"]), "TRSF CR MEGA PONSEL")
    page = board(**PHONE)
    row = rows(page, "unpaid", "Mega Ponsel")
    expect(row).to_be_visible()
    expect(page.locator("[data-side=unmatched]")).to_be_hidden()
    keep(page)
    row.tap()
    found = suggestion(page, "MEGA PONSEL")
    expect(found).to_be_visible()
    expect(page.locator("[data-side=unpaid]")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    keep(page)
    found.locator(".o-transfer-Row-match").tap()
    settling = Hold(page, SETTLES)
    page.locator(".o-transfer-MatchDialog-confirm").tap()
    settling.let_do()
    with page.expect_response(SUGGESTIONS):
        look_again(page)  # what was chosen is dealt with, before this screen is told that it was this screen
    expect(suggestion(page, "MEGA PONSEL")).to_have_count(0)
    settling.release()
    expect(page.locator("[data-side=unpaid]")).to_be_visible()
    expect(row).to_have_count(0)
    assert shop.state(told) == "paid"


def test_numbers_at_a_glance_lead_to_what_they_count(shop, board):
    told = shop.expect_transfer("Lala Angka")
    shop.money_arrives(told, told["payable"], "TRSF LALA ANGKA")
    shop.money_arrives(told, 88_888, "SETORAN TAK DIKENAL")
    eventually(lambda: shop.state(told) == "paid", timeout=20)
    page = board("/odoo/transfers-dashboard")
    page.locator(".o-crm-MonitoringFilters select").select_option(label=ACCOUNT)
    tile = page.locator("[data-measure=unmatched] button")
    expect(tile).to_have_text(re.compile(r"[1-9]"))
    expect(page.locator(".o-transfer-DashboardCharts canvas").first).to_be_visible()
    expect(page.locator(".o-transfer-Dashboard-pool", has_text=ACCOUNT)).to_be_visible()
    keep(page)
    tile.click()
    expect(page.locator(".o_data_row", has_text="SETORAN TAK DIKENAL")).to_be_visible()


def test_the_history_is_searched_by_an_amount_as_one_writes_it(shop, board):
    told = shop.expect_transfer("Kiki Riwayat")
    shop.money_arrives(told, 73_731, "SETORAN KIKI")
    shop.money_arrives(told, 73_732, "SETORAN LAIN")
    page = board("/odoo/bank-mutations")
    search = page.locator(".o_searchview_input")
    search.fill("73.731")
    expect(page.locator(".o_searchview_autocomplete .focus")).to_be_visible()
    search.press("Enter")
    row = page.locator(".o_data_row")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("SETORAN KIKI")
    keep(page)
    row.click()
    expect(page.locator(".o_form_view [name=description]")).to_contain_text("SETORAN KIKI")
    keep(page)
    page.locator("[name=action_open_board]").click()
    expect(page.locator("[data-side=unmatched] .o-is-chosen")).to_contain_text("SETORAN KIKI")
