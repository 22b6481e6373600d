"""Two CS at one WhatsApp number, side by side, each in a browser of their own."""

import re
import time
from itertools import count

import pytest
from playwright.sync_api import expect

from dev import postgres
from tests.waiting import eventually, run_cron

NEW, MINE, INACTIVE = "Baru", "Percakapan Saya", "Tidak Aktif"
LIVE = 2  # seconds in which a change shows on another's screen
QUESTION = "Mukena anak ukuran S masih ada?"
_numbers = count(62877000001)

pytestmark = pytest.mark.alone

#: The sidebar as it is read: the names under each heading.
READ_SIDEBAR = """() => {
    const sections = {};
    let names = [];
    for (const element of document.querySelectorAll(
        ".o-mail-DiscussSidebarCategory, .o-mail-DiscussSidebarChannel-container"
    )) {
        if (element.matches(".o-mail-DiscussSidebarCategory")) {
            const title = element.querySelector(".o-mail-DiscussSidebarCategory-title");
            sections[title.textContent.trim()] = names = [];
        } else {
            names.push(element.textContent);
        }
    }
    return sections;
}"""


@pytest.fixture(scope="module", autouse=True)
def indonesian(admin):
    """The two work in Indonesian."""
    users = admin.call("res.users", "search", [["login", "in", ["cs_a", "cs_b"]]])
    admin.call("res.users", "write", users, {"lang": "id_ID"})


@pytest.fixture
def errors():
    """What the pages complained about; nothing at the end of a test."""
    complaints = []
    yield complaints
    assert not complaints


@pytest.fixture
def agents(odoo_page, errors):
    """Discuss of CS A and of CS B."""

    def open_discuss(login):
        page = odoo_page(login, "/odoo/discuss")
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.wait_for_selector(".o-wa-ConversationSearch")
        return page

    return open_discuss("cs_a"), open_discuss("cs_b")


@pytest.fixture
def customer(sim):
    """A customer that nobody knows yet: ``customer.says(text)``, ``customer.name``."""

    class Customer:
        number = str(next(_numbers))
        name = f"Ibu {number[-4:]}"

        def says(self, text):
            sim.post("/_sim/inbound", {"contact": self.number, "name": self.name, "kind": "text", "payload": {"body": text}})

    return Customer()


def section_of(page, name):
    """The heading under which a conversation is listed, or None."""
    for section, names in page.evaluate(READ_SIDEBAR).items():
        if any(name in text for text in names):
            return section


def wait_for_section(page, name, section, seconds=10.0):
    """Wait until a conversation is listed under a heading; returns how long it took."""
    began = time.monotonic()
    while (found := section_of(page, name)) != section:
        assert time.monotonic() < began + seconds, f"{name} is under {found}, not under {section}"
        page.wait_for_timeout(50)
    return time.monotonic() - began


def open_conversation(page, name):
    page.locator(".o-mail-DiscussSidebar-item", has_text=name).first.click()


def message(page, text):
    return page.locator(".o-mail-Message", has_text=text).last


def composer(page):
    return page.locator(".o-mail-Composer-input").first


def let_the_session_end(server, admin, number):
    """Let a day pass for a customer, and the server notice."""
    query = f"""
        UPDATE discuss_channel AS channel
           SET wa_session_expires_at = wa_session_expires_at - interval '24 hours',
               wa_window_expires_at = wa_window_expires_at - interval '24 hours'
          FROM wa_identity WHERE wa_identity.id = channel.wa_identity_id AND wa_identity.wa_id = '{number}'
    """
    postgres.sql(query, server.db)
    [cron] = admin.call("ir.cron", "search", [["code", "=", "model._wa_cron_release()"]])
    run_cron(lambda: admin.call("ir.cron", "method_direct_trigger", [cron]))


def owner_of(admin, number):
    [channel] = admin.search_read("discuss.channel", [["wa_identity_id.wa_id", "=", number]], ["wa_agent_id"])
    return channel["wa_agent_id"] and channel["wa_agent_id"][1]


def test_a_conversation_goes_from_all_to_one_and_back_to_all(server, admin, agents, customer):
    andi, bunga = agents
    customer.says(QUESTION)
    for page in agents:
        wait_for_section(page, customer.name, NEW)

    open_conversation(andi, customer.name)
    expect(message(andi, QUESTION)).to_be_visible()
    open_conversation(bunga, customer.name)
    expect(message(bunga, QUESTION)).to_be_visible()
    assert owner_of(admin, customer.number) is False, "looking assigns nothing"
    assert section_of(bunga, customer.name) == NEW

    composer(bunga).fill("Sebentar ya Kak, saya cek dulu")
    composer(andi).fill("Masih ada, Kak")
    andi.keyboard.press("Enter")
    expect(message(andi, "Masih ada, Kak")).to_be_visible()
    gone = bunga.locator(".o-wa-ConversationGone")
    expect(gone).to_contain_text("Andi Pratama", timeout=1000 * LIVE)
    wait_for_section(bunga, customer.name, None, LIVE)
    wait_for_section(andi, customer.name, MINE)
    expect(bunga.get_by_text(QUESTION)).to_have_count(0)
    expect(composer(bunga)).to_have_value("Sebentar ya Kak, saya cek dulu")
    expect(composer(bunga)).not_to_be_editable()

    customer.says("Saya pesan dua")
    expect(message(andi, "Saya pesan dua")).to_be_visible(timeout=1000 * LIVE)
    bunga.wait_for_timeout(1000)
    expect(bunga.get_by_text("Saya pesan dua")).to_have_count(0)

    let_the_session_end(server, admin, customer.number)
    for page in agents:
        wait_for_section(page, customer.name, INACTIVE)
    expect(message(bunga, QUESTION)).to_be_visible()
    expect(gone).to_have_count(0)
    expect(composer(bunga)).to_have_value("Sebentar ya Kak, saya cek dulu")

    customer.says("Halo lagi")
    for page in agents:
        wait_for_section(page, customer.name, NEW)
        expect(message(page, "Halo lagi")).to_be_visible(timeout=1000 * LIVE)


def test_a_conversation_that_is_only_listed_leaves_within_two_seconds(agents, customer):
    andi, bunga = agents
    customer.says(QUESTION)
    for page in agents:
        wait_for_section(page, customer.name, NEW)
    open_conversation(andi, customer.name)
    composer(andi).fill("Masih ada, Kak")
    andi.keyboard.press("Enter")
    wait_for_section(bunga, customer.name, None, LIVE)
    wait_for_section(andi, customer.name, MINE)


def test_of_two_answers_at_the_same_moment_the_late_one_stays_in_the_composer(sim, admin, agents, customer):
    andi, bunga = agents
    customer.says(QUESTION)
    for page in agents:
        wait_for_section(page, customer.name, NEW)
        open_conversation(page, customer.name)
        expect(message(page, QUESTION)).to_be_visible()
        composer(page).fill(f"Jawaban dari {'Andi' if page is andi else 'Bunga'}")
    # Neither screen may hear of the other's reply before both are under way.
    for page in agents:
        page.evaluate("document.querySelector('.o-mail-Composer-input').focus()")
        page.evaluate(
            """() => setTimeout(() => document.querySelector(".o-mail-Composer-input").dispatchEvent(
                new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true})), 300)"""
        )
    owner = eventually(lambda: owner_of(admin, customer.number))
    winner, loser = (andi, bunga) if owner == "Andi Pratama" else (bunga, andi)
    wait_for_section(winner, customer.name, MINE)
    wait_for_section(loser, customer.name, None)
    expect(loser.get_by_text(re.compile(owner)).first).to_be_visible()
    expect(composer(loser)).to_have_value(re.compile("Jawaban dari"))
    sim.post("/_sim/flush", {"timeout": 20})
    said = [str(m) for m in sim.get("/_sim/messages", contact=customer.number, direction="out")]
    assert sum("Jawaban dari" in text for text in said) == 1
