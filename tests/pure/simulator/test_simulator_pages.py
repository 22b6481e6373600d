# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The phone and the panel in Chromium."""

import pytest
from simulator_served import NUMBER, SITI

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def page(new_page):
    """A phone's page that tells of every script error."""
    errors = []
    page = new_page(**PHONE)
    page.set_default_timeout(5000)

    def note(error):
        # Playwright cannot mark a built-in method as its handler.
        errors.append(error)

    page.on("pageerror", note)
    yield page
    assert errors == []


def open_chat(page, api, name="Siti Rahmawati", language="id"):
    page.goto(f"{api.base}/?lang={language}")
    page.click(f"text={name}")
    page.wait_for_selector("#text")


def test_customer_writes_and_sees_the_ticks_turn(page, api, business):
    open_chat(page, api)
    page.fill("#text", "Halo, *apa kabar*?")
    page.click("#send")
    page.wait_for_selector(".own .ticks.delivered")
    assert page.inner_text(".own .text strong") == "apa kabar"
    (message,) = business.values("messages")
    assert message["text"] == {"body": "Halo, *apa kabar*?"}
    body = {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": message["id"],
        "typing_indicator": {"type": "text"},
    }
    api.graph("POST", f"{NUMBER}/messages", json=body)
    page.wait_for_selector(".own .ticks.read")
    page.wait_for_selector("#chat-status.typing")


def test_answer_appears_at_once_is_escaped_and_becomes_read(page, chatting, business):
    open_chat(page, chatting)
    wamid = chatting.text("<img src=x onerror=alert(1)> _miring_ ```x``` https://example.com/a.").json()["messages"][0]["id"]
    page.wait_for_selector(f'[data-id="{wamid}"]')
    text = page.locator(f'[data-id="{wamid}"] .text')
    assert text.inner_text().startswith("<img src=x onerror=alert(1)> miring x")
    assert text.locator("img").count() == 0
    assert text.locator("em").inner_text() == "miring"
    assert text.locator("a").get_attribute("href") == "https://example.com/a"
    chatting.flush()
    assert business.statuses(wamid) == ["sent", "delivered", "read"]


def test_unread_badge_shows_in_the_list_and_goes(page, chatting):
    page.goto(chatting.base)
    page.wait_for_selector(".row")
    chatting.text("Satu")
    chatting.text("Dua")
    page.wait_for_selector(".row .badge >> text=2")
    page.click("text=Siti Rahmawati")
    page.wait_for_selector("#text")
    page.click("#back")
    page.wait_for_selector(".row")
    assert page.locator(".row .badge").count() == 0


def test_buttons_and_lists_of_the_business_are_answered(page, chatting, business):
    open_chat(page, chatting)
    chatting.send(
        type="interactive",
        interactive={
            "type": "list",
            "body": {"text": "Pilih kopi"},
            "action": {"button": "Lihat", "sections": [{"rows": [{"id": "g", "title": "Gayo", "description": "Rp65.000"}]}]},
        },
    )
    page.click(".buttons >> text=Lihat")
    page.click(".option >> text=Gayo")
    page.wait_for_selector(".own >> text=Rp65.000")
    chatting.flush()
    reply = business.values("messages")[-1]
    assert reply["interactive"]["list_reply"] == {"id": "g", "title": "Gayo", "description": "Rp65.000"}
    assert reply["context"]["id"].startswith("wamid.")


def test_customer_replies_reacts_and_sends_a_picture(page, chatting, business):
    open_chat(page, chatting)
    wamid = chatting.text("Suka?").json()["messages"][0]["id"]
    line = page.locator(f'[data-id="{wamid}"]')
    line.locator(".tool").nth(1).click()
    page.click(".emoji button >> nth=0")
    line.locator(".reactions").wait_for()
    line.locator(".tool").nth(0).click()
    page.fill("#text", "Suka sekali")
    page.keyboard.press("Enter")
    page.wait_for_selector(".own .quote >> text=Suka?")
    page.click("#attach")
    with page.expect_file_chooser() as chooser:
        page.click("text=Foto atau video")
    chooser.value.set_files({"name": "a.png", "mimeType": "image/png", "buffer": b"\x89PNG"})
    page.wait_for_selector(".own .lost, .own .picture")
    chatting.flush()
    reaction, reply, picture = business.values("messages")
    assert reaction["reaction"] == {"message_id": wamid, "emoji": "👍"}
    assert reply["context"]["id"] == wamid
    assert chatting.http.get(picture["image"]["url"], headers=chatting.auth).content == b"\x89PNG"


def test_contact_is_added_and_chooses_the_other_number(page, api):
    page.goto(f"{api.base}/?lang=en")
    page.click("text=Innovasia Peduli")
    page.click("#add-contact")
    page.fill("input[name=name]", "Wati")
    page.fill("input[name=number]", "0812 7777 0001")
    page.click(".sheet .primary")
    page.click("text=Hello")
    page.wait_for_selector(".own >> text=Hello")
    (message,) = api.read("messages?contact=6281277770001")
    assert message["phone_number_id"] == "100000000000002"


def test_customer_comes_from_an_advertisement(page, api, business):
    open_chat(page, api, language="en")
    page.click("#more")
    page.click("text=Come from an ad")
    page.fill("input[name=headline]", "Kopi <b>murah</b>")
    page.click(".sheet .primary")
    page.wait_for_selector(".ad >> text=Kopi <b>murah</b>")
    api.flush()
    assert business.values("messages")[0]["referral"]["headline"] == "Kopi <b>murah</b>"


def test_language_is_indonesian_and_can_be_changed(page, api):
    page.goto(api.base)
    page.wait_for_selector("text=Pilih Anda sedang menjadi siapa")
    page.click(".list-bar .pill")
    page.wait_for_selector("text=Choose who you are")
    page.goto(f"{api.base}/panel")
    page.wait_for_selector("text=Operator panel")


def test_operator_injects_a_fault_and_approves_a_template(page, chatting, business):
    page.goto(f"{chatting.base}/panel#faults")
    page.fill("input[name=code]", "131016")
    page.click("text=Pasang")
    page.wait_for_selector(".item >> text=131016")
    assert chatting.text().json()["error"]["code"] == 131016
    page.wait_for_selector(".item", state="detached")
    chatting.sim(f"templates/{chatting.read('templates')[0]['id']}", status="PENDING")
    page.goto(f"{chatting.base}/panel#templates")
    page.click(".actions button >> text=Setujui")
    page.wait_for_selector("text=Menunggu", state="detached")
    assert chatting.read("templates")[0]["status"] == "APPROVED"
    page.goto(f"{chatting.base}/panel#deliveries")
    page.wait_for_selector(".entry >> text=message_template_status_update")


def test_every_tab_of_the_panel_opens_in_both_languages(page, chatting):
    chatting.text(to=SITI)
    for language in ("id", "en"):
        for tab in ("numbers", "faults", "switches", "templates", "received", "deliveries", "clock"):
            page.goto(f"{chatting.base}/panel?lang={language}#{tab}")
            page.wait_for_selector("#panel > *")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (language, tab)


def test_bank_books_posts_and_takes_back_what_is_typed(page, api):
    page.goto(f"{api.base}/bank")
    page.wait_for_selector("#history >> text=Belum ada mutasi")
    page.fill("[name=amount]", "50009")
    assert page.input_value("[name=amount]") == "50.009"
    page.fill("[name=sender]", "Siti Rahmawati")
    page.keyboard.press("Enter")
    page.wait_for_selector(".mutations .in >> text=+50.009")
    page.wait_for_selector("#tabs >> text=12.550.009")
    page.click("summary")
    page.check("[name=pending]")
    page.fill("[name=amount]", "77")
    page.click("#transfer .primary")
    page.click(".mutations >> text=Bukukan")
    page.wait_for_selector(".gone >> text=Sudah dibukukan")
    page.click("li:last-child >> text=Balikkan")
    page.wait_for_selector(".out >> text=−50.009")
    [kept] = [each for each in api.read("bank/accounts/bank1/mutations") if each["reverses"]]
    assert kept["balance"] == 12_500_077
    api.sim("bank/transfer", amount=5)
    page.wait_for_selector(".in >> text=+5")


def test_bank_is_connected_on_its_page_and_a_refusal_is_a_sentence(page, api):
    page.goto(f"{api.base}/bank?lang=en")
    page.check("[name=push]")
    page.click("text=Save")
    page.wait_for_selector(".toast >> text=To push, the account needs the address")
    page.fill("[name=push_url]", "http://127.0.0.1:9/transfer/feed/x")
    page.select_option("[name=form]", "mutasibank")
    page.wait_for_selector("#bank-api:has-text('/bank-api/mutasibank')")
    page.click("text=Save")
    page.wait_for_selector(".toast >> text=Done")
    account = api.read("bank")["accounts"][0]
    assert (account["push"], account["form"]) == (True, "mutasibank")
