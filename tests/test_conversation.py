"""A customer's phone and an agent's Discuss, both in a browser, over the real protocol."""

import os
import re
import time
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from dev.settings import ROOT
from tests.waiting import eventually

PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1}
LIVE = 2  # seconds in which a message appears on the other side

pytestmark = pytest.mark.alone


@pytest.fixture
def errors():
    """What the pages complained about; nothing at the end of a test."""
    complaints = []
    yield complaints
    assert not complaints


@pytest.fixture
def phone(server, new_page, errors):
    """A phone on which a customer's chat with the shop is open."""

    def open_phone(customer):
        page = new_page(**PHONE)
        listen(page, errors)
        page.goto(server.sim_url)
        page.get_by_text(customer).first.click()
        page.wait_for_selector("#text")
        return page

    return open_phone


@pytest.fixture
def discuss(odoo_page, errors):
    """Discuss as an agent sees it."""

    def open_discuss(login):
        page = odoo_page(login, "/odoo/discuss")
        listen(page, errors)
        page.wait_for_selector(".o-wa-ConversationSearch")
        return page

    return open_discuss


def listen(page, errors):
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))


def say(phone, text):
    phone.fill("#text", text)
    phone.click("#send")


def conversation(discuss, customer):
    return discuss.locator(".o-mail-DiscussSidebar-item", has_text=customer).first


def message(discuss, text):
    return discuss.locator(".o-mail-Message", has_text=text).last


def ticks(discuss, text):
    return message(discuss, text).locator(".o-wa-Ticks")


def test_customer_and_agent_talk_and_ticks_turn_to_read(server, sim, phone, discuss):
    warm_up(server, sim)
    agent = discuss("cs_a")
    customer = phone("Dewi Lestari")
    say(customer, "Halo")
    began = time.monotonic()
    expect(conversation(agent, "Dewi Lestari")).to_contain_text("Halo", timeout=1000 * LIVE)
    assert time.monotonic() - began < LIVE
    conversation(agent, "Dewi Lestari").click()
    expect(message(agent, "Halo")).to_be_visible()

    answer = "Halo Kak Dewi, ada yang bisa kami bantu?"
    agent.locator(".o-mail-Composer-input").fill(answer)
    agent.keyboard.press("Enter")
    expect(customer.get_by_text(answer).first).to_be_visible(timeout=5000)
    expect(ticks(agent, answer)).to_have_class(re.compile("o-wa-read"), timeout=10_000)

    say(customer, "Gamis *hitam* ukuran L masih ada?")
    expect(message(agent, "Gamis hitam ukuran L")).to_be_visible(timeout=1000 * LIVE)
    keep_screenshot(agent, customer)


def test_quoted_lines_and_dashes_are_not_folded_away(sim, phone, discuss):
    agent = discuss("cs_b")
    customer = phone("Budi Santoso")
    say(customer, "> kata ibu\nsudah transfer\n-- \nBudi")
    conversation(agent, "Budi Santoso").click()
    bubble = message(agent, "sudah transfer")
    expect(bubble.get_by_text("kata ibu")).to_be_visible()
    expect(bubble.get_by_text("-- Budi")).to_be_visible()
    expect(bubble.locator(".o-mail-ellipsis")).to_have_count(0)


def warm_up(server, sim):
    """Have the server do once what it does once: load its caches for inbox and bus."""
    greeting = {"contact": "6281200009999", "name": "Pelanggan Pertama", "kind": "text", "payload": {"body": "Tes"}}
    wamid = sim.post("/_sim/inbound", greeting)["wamid"]
    odoo = server.login("cs_a")
    eventually(lambda: odoo.search_read("wa.message", [["wamid", "=", wamid]], ["id"]))


def keep_screenshot(agent, customer):
    """Make the README's picture, when asked to: ``SCREENSHOTS=1 make test K=talk``."""
    if not os.environ.get("SCREENSHOTS"):
        return
    agent.mouse.move(640, 300)
    left = Image.open(BytesIO(agent.screenshot()))
    right = Image.open(BytesIO(customer.screenshot()))
    right = right.resize((right.width * left.height // right.height, left.height), Image.LANCZOS)
    picture = Image.new("RGB", (left.width + right.width + 24, left.height), "#dfe7e4")
    picture.paste(left, (0, 0))
    picture.paste(right, (left.width + 24, 0))
    target = ROOT / "docs/images/conversation.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(192).save(target, optimize=True)
