"""The benchmark's browser asks the server for what a real one asks for when somebody opens the inbox."""

from itertools import chain
from urllib.parse import urlsplit

from benchmarks.browser import Browser
from tests.waiting import eventually

#: The browser keeps these from an earlier visit, or from this one when it was quick.
KEPT = "/web/action/load"
#: Milliseconds in which a page that shows everything may ask for something again.
AFTERWARDS = 1000


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
    sim.post("/_sim/inbound", {"contact": "62877900001", "name": "Ibu Buka", "kind": "text", "payload": {"body": "Halo"}})
    eventually(lambda: admin.search_read("discuss.channel", [["name", "=", "Ibu Buka"]], ["wa_state"]))
    page = odoo_page("cs_a", "/odoo/whatsapp")
    page.wait_for_selector(".o-mail-Message")

    posts = []
    page.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    with page.expect_response("**/wa_panel"):
        page.goto(f"{server.url}/odoo/whatsapp")
    page.wait_for_selector(".o-mail-Message")
    page.wait_for_timeout(AFTERWARDS)
    asked = [(urlsplit(request.url).path, request.post_data_json["params"]) for request in posts]

    benchmark = Recorder(urlsplit(server.url).port, server.db, "cs_a", "cs_a")
    benchmark.open_inbox()
    assert data_of(asked) == data_of(benchmark.asked)
