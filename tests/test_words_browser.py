"""A shop owner writes a message and says when it is sent, from nothing and in Indonesian; it arrives on the customer's phone.

``SCREENSHOTS=1 make test K=words_browser`` keeps a picture of each step below the data folder.
"""

import os
from itertools import count

import pytest
from playwright.sync_api import expect

from dev.settings import data_dir
from tests.waiting import eventually

LANGUAGE = "id_ID"
#: What the owner reads, as the spec calls it.
MENUS = {
    "menu_formats": "Format Pesan",
    "menu_automations": "Aksi Otomatis",
    "menu_scheduled": "Pesan Otomatis",
}
SENT, DIAGNOSIS = "Terkirim", "Diagnosa"
LOGIN = "ibu_ratna"
TRIGGER = "order_created"
PHONE = {"viewport": {"width": 390, "height": 844}}
_numbers, _steps = count(62856000001), count(1)


@pytest.fixture(scope="module")
def shop(server, admin):
    """A shop whose owner has a role and no more, and nothing that is said by itself."""
    shop = Shop(admin, server)
    yield shop
    shop.pause_all()


class Shop:
    """What is there before the owner begins."""

    def __init__(self, admin, server):
        self.admin = admin
        self.pause_all()
        role = {"role_id": admin.ref("innovasia_sales.role_owner")}
        person = {"name": "Ibu Ratna", "login": LOGIN, "password": LOGIN, "lang": LANGUAGE, "tz": "Asia/Jakarta"}
        admin.call("res.users", "create", {**person, "role_line_ids": [(0, 0, role)]})
        self.owner = server.login(LOGIN)
        self.device = admin.ref("innovasia_whatsapp.wa_account_demo")
        # Where there is one device only, nobody is asked from which: here they are.
        branch = {"name": "Cabang Uji", "phone_number_id": "1", "waba_id": "1", "app_secret": "1"}
        self.admin.call("wa.account", "create", branch)
        product = {"name": "Madu Randu Uji", "list_price": 95_000, "type": "consu", "taxes_id": [(5,)]}
        self.product = admin.call("product.product", "create", product)

    def pause_all(self):
        """Nothing else is said by itself on this server."""
        self.admin.call("wa.automation", "write", self.admin.call("wa.automation", "search", []), {"active": False})

    def label(self, model, field, value):
        """What the owner reads for a value of a selection."""
        asked = {"attributes": ["selection"], "context": {"lang": LANGUAGE}}
        return dict(self.owner.call(model, "fields_get", [field], **asked)[field]["selection"])[value]

    def device_name(self):
        [device] = self.owner.call("wa.account", "read", [self.device], ["name"])
        return device["name"]

    def customer(self, name, number):
        """:return: ID of a contact who never wrote"""
        return self.owner.call("res.partner", "create", {"name": name, "wa_number": number, "lang": LANGUAGE})

    def order(self, customer):
        """:return: ID of an order that is confirmed"""
        line = {"product_id": self.product, "product_uom_qty": 1}
        order = self.owner.call("sale.order", "create", {"partner_id": customer, "order_line": [(0, 0, line)]})
        self.owner.call("sale.order", "action_confirm", [order])
        return order

    def rows(self, order):
        """What was due about an order."""
        asked = [["res_model", "=", "sale.order"], ["res_id", "=", order], ["trigger", "=", TRIGGER]]
        return self.owner.search_read("wa.scheduled", asked, ["state", "reason_code"])


@pytest.fixture
def owner(shop, odoo_page):
    """The owner's page; what it complains about fails the test."""
    complaints = []
    page = odoo_page(LOGIN, "/odoo", timezone_id="Asia/Jakarta", viewport={"width": 1440, "height": 900})
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Owner(page)
    assert not complaints


class Owner:
    """What the owner does with the mouse and the keyboard."""

    def __init__(self, page):
        self.page = page

    def keep(self):
        """Keep a picture of this step, when asked to."""
        if os.environ.get("SCREENSHOTS"):
            folder = data_dir() / "screenshots"
            folder.mkdir(parents=True, exist_ok=True)
            self.page.wait_for_timeout(600)
            self.page.screenshot(path=folder / f"words-{next(_steps):02}.png")

    def go(self, path):
        self.page.goto(f"{self.page.url.partition('/odoo')[0]}/odoo/{path}")

    def open_menu(self, menu):
        """Go where a person goes: the app, the menu, the entry."""
        self.page.locator(".o_navbar_apps_menu button").click()
        self.page.locator(".o_app[data-menu-xmlid='innovasia_whatsapp.menu_root']").click()
        self.page.locator(".o_menu_sections [data-menu-xmlid='innovasia_crm.menu_words']").click()
        entry = self.page.locator(f".o-dropdown--menu [data-menu-xmlid='innovasia_crm.{menu}']")
        expect(entry).to_have_text(MENUS[menu])
        entry.click()
        expect(self.page.locator(".o_control_panel .o_breadcrumb")).to_contain_text(MENUS[menu])

    def new(self):
        self.page.locator(".o_list_button_add:visible, .o-kanban-button-new:visible").first.click()
        expect(self.page.locator(".o_form_view")).to_be_visible()

    def field(self, name):
        return self.page.locator(f".o_form_view .o_field_widget[name={name}]").first

    def write(self, name, text):
        self.field(name).locator("input, textarea").first.fill(text)

    def choose(self, name, label):
        """Choose from a selection."""
        self.field(name).locator("input").click()
        self.page.locator(".o_select_menu_item", has_text=label).first.click()

    def link(self, name, label):
        """Choose a record by its name, of the list that the name brings: a click would open another one before."""
        self.field(name).locator("input").fill(label)
        self.page.locator(".o-autocomplete--dropdown-item", has_text=label).first.click()
        expect(self.field(name).locator("input")).to_have_value(label)

    def save(self):
        self.page.locator(".o_form_button_save").click()

    def saved(self):
        self.save()
        expect(self.page.locator(".o_form_button_save")).to_be_hidden()


def test_an_owner_writes_a_message_and_it_reaches_the_customer(shop, owner, sim, server, new_page):
    page, number, name = owner.page, str(next(_numbers)), "Pak Hasan"
    label = shop.label("wa.format", "trigger", TRIGGER)
    sim.post("/_sim/inbound", {"contact": number, "name": name, "kind": "text", "payload": {"body": "Mau pesan madu"}})
    _write_format(owner, label)
    _automate(owner, label, shop.device_name())

    customers = [["wa_number", "=", number]]
    eventually(lambda: shop.owner.search_read("res.partner", customers, ["name"]))
    order_name = _order(owner, name)
    text = f"Halo {name}, pesanan *{order_name}* berisi Madu Randu Uji sedang kami siapkan."
    heard = eventually(lambda: [each for each in sim.get("/_sim/messages", contact=number) if each["direction"] == "out"], 60)
    assert [message["content"]["body"] for message in heard] == [text]
    phone = new_page(**PHONE)
    phone.goto(server.sim_url)
    phone.get_by_text(name).first.click()
    expect(phone.get_by_text("sedang kami siapkan").last).to_be_visible()

    [order] = shop.owner.call("sale.order", "search", [["name", "=", order_name]])
    eventually(lambda: [row for row in shop.rows(order) if row["state"] == "sent"])
    owner.open_menu("menu_scheduled")
    row = page.locator(".o_data_row", has_text=order_name)
    expect(row).to_contain_text(name)
    expect(row.locator("td[name=state]")).to_have_text(SENT)
    owner.keep()


def _write_format(owner, trigger):
    page = owner.page
    owner.open_menu("menu_formats")
    owner.new()
    owner.write("name", "Pesanan disiapkan")
    owner.choose("trigger", trigger)
    body, phone = owner.field("body").locator("textarea"), page.locator(".o_wa_phone")
    expect(page.get_by_role("button", name="{contactname}", exact=True)).to_be_visible()
    owner.keep()
    body.click()
    for words, variable in (("Halo ", "{contactname}"), (", pesanan *", "{documentnumber}"), ("* berisi ", "{productnam}")):
        page.keyboard.type(words)
        if variable == "{productnam}":
            page.keyboard.type(variable)  # a slip
        else:
            page.get_by_role("button", name=variable, exact=True).click()
    expect(phone).not_to_contain_text("{contactname}")
    expect(phone.locator("strong")).to_be_visible()
    owner.keep()

    owner.save()
    refusal = page.locator(".modal")
    expect(refusal).to_contain_text("{productnam}")
    for allowed in ("{contactname}", "{productname}", "{documentnumber}", "{username}"):
        expect(refusal).to_contain_text(allowed)
    owner.keep()
    refusal.locator(".btn-primary").click()

    expect(body).to_have_value("Halo {contactname}, pesanan *{documentnumber}* berisi {productnam}")  # nothing is lost
    body.click()
    page.keyboard.press("Control+End")
    for _letter in "{productnam}":
        page.keyboard.press("Backspace")
    page.get_by_role("button", name="{productname}", exact=True).click()
    page.keyboard.type(" sedang kami siapkan.")
    expect(body).to_have_value("Halo {contactname}, pesanan *{documentnumber}* berisi {productname} sedang kami siapkan.")
    owner.saved()
    owner.keep()


def _automate(owner, trigger, device):
    page = owner.page
    owner.open_menu("menu_automations")
    owner.new()
    owner.choose("trigger", trigger)
    owner.write("name", "Beri tahu pesanan")
    owner.link("format_id", "Pesanan disiapkan")
    # What the form makes of the format comes first: it would close a list that is open.
    expect(page.locator(".o_form_view")).to_contain_text("sedang kami siapkan.")
    owner.link("account_id", device)
    expect(owner.field("delay_number").locator("input")).to_have_value("0")
    expect(owner.field("sentence")).to_contain_text("Pesanan disiapkan")
    owner.saved()
    owner.keep()


def _order(owner, customer):
    """:return: name of the order that is confirmed"""
    page = owner.page
    owner.go("orders/new")
    owner.link("partner_id", customer)
    page.locator(".o_field_x2many_list_row_add a, .o_field_x2many_list_row_add button").first.click()
    page.locator(".o_selected_row .o-autocomplete input").first.fill("Madu Randu Uji")
    page.locator(".o-autocomplete--dropdown-item", has_text="Madu Randu Uji").first.click()
    expect(owner.field("order_line")).to_contain_text("95.000")
    page.locator("button[name=action_confirm]:visible").first.click()
    expect(owner.field("stage").locator("[data-value=ordered][aria-checked=true]")).to_be_attached()
    owner.keep()
    return owner.field("name").inner_text().strip()


def test_diagnosis_tells_why_a_customer_got_nothing(shop, owner):
    """After the test above: the automated action is on, and the customer never wrote."""
    page = owner.page
    customer = shop.customer("Bu Lestari", str(next(_numbers)))
    order = shop.order(customer)
    [row] = eventually(lambda: [row for row in shop.rows(order) if row["state"] != "waiting"], 60)
    assert (row["state"], row["reason_code"]) == ("skipped", "window_closed")

    owner.go(f"database/{customer}")
    button = page.locator("button[name=action_wa_diagnose]:visible").first
    expect(button).to_contain_text(DIAGNOSIS)
    button.click()
    step = page.locator(".o-wa-Diagnosis [data-code=window_closed]")
    expect(step).to_contain_text(shop.label("wa.scheduled", "reason_code", "window_closed"))
    expect(step.locator("button").first).to_be_visible()  # where it is put right
    owner.keep()
