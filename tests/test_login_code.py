"""Logging in with a code by WhatsApp: a browser, the server, and the phone on which the code arrives."""

import re

import pytest
from playwright.sync_api import expect

from tests.waiting import eventually

NUMBER, SPELLED, PASSWORD = "6281277770001", "0812-7777-0001", "rahasia-besar"


@pytest.fixture(scope="module")
def colleague(admin):
    """An account that logs in with a code; its id."""
    device = admin.ref("innovasia_whatsapp.wa_account_demo")
    admin.call("wa.template", "action_sync", [])
    [template] = admin.search_read("wa.template", [["name", "=", "kode_masuk"]], ["status"])
    assert template["status"] == "approved"
    admin.call("wa.account", "write", [device], {"otp_template_id": template["id"]})
    form = {"name": "Dewi Anggraini", "wa_number": SPELLED, "password": PASSWORD, "otp_mode": "on"}
    wizard = admin.call("wa.cs.account", "create", form)
    admin.call("wa.cs.account", "action_add", [wizard])
    [user] = admin.search_read("res.users", [["wa_number", "=", NUMBER]], ["wa_otp_state"])
    assert user["wa_otp_state"] == "whatsapp"
    return user["id"]


def codes(sim):
    """The codes on the colleague's phone, oldest first; none before the number is known to the simulator."""
    numbers = [contact.get("number") for contact in sim.get("/_sim/state")["contacts"]]
    if NUMBER not in numbers:
        return []
    messages = sim.get("/_sim/messages", contact=NUMBER, direction="out")
    return [re.search(r"\d{6}", message["rendered"]["body"]).group() for message in messages]


def give_password(server, page, login):
    page.goto(f"{server.url}/web/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector("#totp_token")


def enter(page, code):
    page.fill("#totp_token", code)
    page.press("#totp_token", "Enter")


def test_cs_logs_in_with_the_code_on_the_phone(server, admin, sim, new_page, colleague):
    before = admin.call("discuss.channel", "search_count", [["channel_type", "=", "whatsapp"]])
    page = new_page()
    give_password(server, page, SPELLED)
    expect(page.locator(".o_wa_login_code_again")).to_be_disabled()
    [code] = eventually(lambda: codes(sim))
    enter(page, "000000" if code != "000000" else "000001")
    expect(page.locator(".alert-danger")).to_be_visible()
    enter(page, f"{code[:3]} {code[3:]}")
    page.wait_for_url("**/odoo**")
    assert codes(sim) == [code], "one log-in, one code"

    other = new_page()
    give_password(server, other, "+62 812 7777 0001")
    enter(other, code)
    expect(other.locator(".alert-danger")).to_be_visible()
    assert admin.call("discuss.channel", "search_count", [["channel_type", "=", "whatsapp"]]) == before
    assert code not in server.log()
