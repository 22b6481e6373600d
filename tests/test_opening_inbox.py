"""What a browser asks for when somebody opens the inbox, and while they have it open."""

from itertools import chain
from urllib.parse import urlsplit

from playwright.sync_api import expect

from benchmarks.browser import Browser
from tests.clients import Web
from tests.waiting import Hold, eventually

#: The browser keeps these from an earlier visit, or from this one when it was quick.
KEPT = "/web/action/load"
#: Milliseconds in which a page that shows everything may ask for something again.
AFTERWARDS = 1000
#: Milliseconds in which it hears of a change, and might ask for it.
HEARS = 1500


def write(sim, number, name):
    sim.post("/_sim/inbound", {"contact": number, "name": name, "kind": "text", "payload": {"body": "Halo"}})


def conversation(admin, name):
    [found] = eventually(lambda: admin.search_read("discuss.channel", [["name", "=", name]], ["wa_state"]))
    return found["id"]


class Recorder(Browser):
    """The benchmark's browser, and what it asked for."""

    def __init__(self, *arguments):
        self.asked = []
        super().__init__(*arguments)
        self.asked.clear()  # the log-in

    def _call(self, path, **parameters):
        self.asked.append((path, parameters))
        return super()._call(path, **parameters)


def data_of(asked):
    """What was asked for: data of the store in its order, in however many requests, then the other requests."""
    fetched = chain.from_iterable(parameters["fetch_params"] for path, parameters in asked if path == "/mail/data")
    # the number that follows a name and its parameters only tells apart the answers to one page
    names = [name if isinstance(name, str) else name[:2] for name in fetched]
    others = [
        (path, {name: value for name, value in parameters.items() if name != "kwargs"})
        for path, parameters in asked
        if path not in ("/mail/data", KEPT)
    ]
    return names, others


def test_the_benchmark_opens_the_inbox_as_a_browser_does(server, admin, sim, odoo_page):
    write(sim, "62877900001", "Ibu Buka")
    conversation(admin, "Ibu Buka")
    page = odoo_page("cs_a", "/odoo/whatsapp")
    page.wait_for_selector(".o-mail-Message")

    posts = []
    page.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    with page.expect_response("**/wa_panel"):
        page.goto(f"{server.url}/odoo/whatsapp")
    page.wait_for_selector(".o-mail-Message")
    benchmark = Recorder(urlsplit(server.url).port, server.db, "cs_a", "cs_a")
    benchmark.open_inbox()
    wanted = data_of(benchmark.asked)

    def asked():
        return data_of([(urlsplit(request.url).path, request.post_data_json["params"]) for request in posts])

    eventually(lambda: page.wait_for_timeout(100) or len(asked()[1]) >= len(wanted[1]))
    page.wait_for_timeout(AFTERWARDS)
    assert asked() == wanted


def test_an_answer_that_is_late_does_not_bring_back_what_a_colleague_has_taken(server, admin, sim, odoo_page):
    page = odoo_page("cs_b", "/odoo/discuss")

    def listed(name):
        return page.locator(".o-wa-SidebarConversation", has_text=name)

    write(sim, "62877900002", "Ibu Awal")
    expect(listed("Ibu Awal")).to_be_visible()
    late = Hold(page, "**/mail/data")
    write(sim, "62877900003", "Ibu Lambat")
    late.let_do()  # that she is new
    Web(server.url, server.db, "cs_a").reply(conversation(admin, "Ibu Lambat"), "Halo Bu")
    page.wait_for_timeout(HEARS)
    late.release()
    write(sim, "62877900004", "Ibu Akhir")
    expect(listed("Ibu Akhir")).to_be_visible()
    expect(listed("Ibu Lambat")).to_have_count(0)
