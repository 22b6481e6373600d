"""The life of a template: written, refused, corrected, approved, paused; what a person sees of each step in the browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.waiting import eventually

TEXT = "Halo {{1}}, pesanan {{2}} sudah siap dikirim. Belanja lagi minggu ini dan dapatkan potongan harga, ya."
NAME = "pesanan_siap_dikirim"
#: Milliseconds for a webhook to be worked off and shown, on a busy machine.
ARRIVES = 20_000


@pytest.fixture
def page(odoo_page):
    page = odoo_page("admin", "/odoo/whatsapp-templates/new")
    page.locator(".o_wa_phone").wait_for()
    return page


def of_meta(sim, name=NAME):
    """The template as Meta has it, or nothing."""
    return next((template for template in sim.get("/_sim/templates") if template["name"] == name), None)


def decide(sim, **values):
    sim.post(f"/_sim/templates/{of_meta(sim)['id']}", values)


def field(page, name):
    return page.locator(f".o_field_widget[name={name}]")


def status(page):
    return page.locator(".o_statusbar_status .o_arrow_button_current")


def write(page):
    """Write a template as a person does: name, text, examples."""
    field(page, "name").locator("input").fill("Pesanan Siap Dikirim")
    text = field(page, "body").locator("textarea")
    text.fill("{{1}}, pesanan {{2}} siap.")
    expect(page.locator(".o_wa_phone_text")).to_contain_text("pesanan {{2}} siap.")  # while it is being typed
    text.blur()
    expect(field(page, "name").locator("input")).to_have_value(NAME)
    problems = field(page, "problems")
    expect(problems.locator("li").nth(1)).to_be_visible()  # begins with a variable, and has too many for so few words
    text.fill("Halo ")
    field(page, "body").locator(".o_wa_add_variable").click()
    assert text.input_value() == "Halo {{1}}"
    text.fill(TEXT)
    text.blur()
    expect(problems.locator("li")).to_have_count(1)  # only the examples are missing
    for number, sample in enumerate(("Siti", "S00012")):
        row = field(page, "variable_ids").locator(".o_data_row").nth(number)
        row.locator("td[name=sample]").click()
        row.locator("td[name=sample] input").fill(sample)
    page.keyboard.press("Tab")
    field(page, "footer").locator("input").click()
    expect(problems.locator("li")).to_have_count(0)
    expect(page.locator(".o_wa_phone_text")).to_have_text(TEXT.replace("{{1}}", "Siti").replace("{{2}}", "S00012"))


def submit(page):
    page.locator("button[name=action_submit]").click()
    expect(page.locator("button[name=action_submit]")).to_be_hidden(timeout=ARRIVES)


def test_template_is_refused_corrected_approved_and_paused(admin, sim, page):
    write(page)
    submit(page)
    template = eventually(lambda: of_meta(sim))
    assert template["status"] == "PENDING"
    assert template["components"][0]["example"] == {"body_text": [["Siti", "S00012"]]}
    is_pending = [["name", "=", NAME], ["status", "=", "pending"]]
    eventually(lambda: admin.call("wa.template", "search_count", is_pending))
    expect(field(page, "body").locator("textarea")).to_have_count(0)  # nobody changes what is being reviewed

    # Refused: the open page shows it by itself, with Meta's reason and what it means.
    decide(sim, status="REJECTED", reason="PROMOTIONAL")
    alert = page.locator(".alert-danger:visible")
    expect(alert).to_contain_text("PROMOTIONAL", timeout=ARRIVES)
    expect(alert).to_contain_text(re.compile("Marketing|Pemasaran"))
    expect(page.locator(".o_notification", has_text=NAME).first).to_be_visible()

    # Corrected: the reason stays in sight until it is submitted again.
    field(page, "category").locator("input").first.check()
    expect(alert).to_contain_text("PROMOTIONAL")
    submit(page)
    assert eventually(lambda: of_meta(sim)["category"] == "MARKETING" and of_meta(sim))["status"] == "PENDING"
    expect(page.locator(".alert-danger:visible")).to_have_count(0)

    decide(sim, status="APPROVED")
    expect(status(page)).to_have_attribute("data-value", "approved", timeout=ARRIVES)
    expect(page.locator("button[name=action_revise]")).to_be_visible()

    # Customers complain: first the quality falls, then Meta pauses it.
    decide(sim, quality="RED")
    expect(field(page, "quality").locator(".text-bg-danger")).to_be_visible(timeout=ARRIVES)
    decide(sim, status="PAUSED")
    expect(status(page)).to_have_attribute("data-value", "paused", timeout=ARRIVES)
    expect(page.locator(".alert-warning:visible")).to_have_text(re.compile(r"\w+"))
    [row] = admin.search_read("wa.template", [["name", "=", NAME]], ["status", "quality", "category"])
    assert (row["status"], row["quality"], row["category"]) == ("paused", "RED", "MARKETING")

    decide(sim, status="APPROVED")
    expect(status(page)).to_have_attribute("data-value", "approved", timeout=ARRIVES)


def test_list_of_meta_is_read_with_one_click(admin, sim, odoo_page):
    page = odoo_page("admin", "/odoo/whatsapp-templates")
    page.locator("button[name=action_sync]").click()
    expect(page.locator(".o_data_row", has_text="sudah_sampai")).to_be_visible()
    known = {template["name"] for template in sim.get("/_sim/templates")}
    names = {row["name"] for row in admin.search_read("wa.template", [["meta_id", "!=", False]], ["name"])}
    assert names >= known - {NAME}
