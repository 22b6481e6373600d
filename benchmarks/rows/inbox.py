"""Opening the inbox: the same for a small and a large business, and no dearer than Odoo's own Discuss.

An opening is every request for data that the browser makes until it shows the list and the first conversation with
its panel, over real HTTP to a server process, one request after the other. Pages, scripts and pictures are left out:
they are alike on both sides, and the browser keeps them.
"""

from contextlib import ExitStack, contextmanager

from ..browser import Browser
from ..databases import analyze, copy_of, environment
from ..filling import fill_messages
from ..measure import Bound, Row, seconds
from ..people import add_agents, fill_channels, fill_routed
from ..scene import Device
from ..server import odoo_server

#: The first page of each section, and the own conversations behind the first page.
LISTED = 120
MESSAGES = 10
PASSWORD = "benchmark-password"


def measure(source: str, quick: bool) -> list[Row]:
    """Milliseconds of server time for one opening.

    The agent serves 60 conversations, 200 are new, most of the others inactive; each has ten messages. The same in both
    sizes, so the screens are the same. Discuss, in the large database, has for another user as many channels as the agent's
    screen has conversations, half of them chats, with as many messages.
    """
    rounds, few, many = (1, 400, 800) if quick else (9, 1_000, 100_000)
    agents = 2 if quick else 20
    size = Row(f"opening the inbox, {many:,} conversations", f"with {few:,}", "ms", Bound("<=", 1.5))
    discuss = Row(f"opening the inbox, {many:,} conversations", f"Odoo's Discuss, {LISTED} channels", "ms", Bound("<=", 1))
    with ExitStack() as stack:
        short = stack.enter_context(_opened(source, "short", few, min(agents, 4)))
        long = stack.enter_context(_opened(source, "long", many, agents))
        for _ in range(2):
            _check(short[0].open_inbox(), short[1].open_discuss())
            _check(long[0].open_inbox(), long[1].open_discuss())
        size.take_turns(rounds, lambda: _cost(short[0].open_inbox), lambda: _cost(long[0].open_inbox))
        discuss.take_turns(rounds, lambda: _cost(long[1].open_discuss), lambda: _cost(long[0].open_inbox))
    return [size, discuss]


@contextmanager
def _opened(source: str, purpose: str, conversations: int, agents: int):
    """Browsers of an agent and of a user of Odoo's Discuss, on a server with so many conversations."""
    with copy_of(source, purpose) as name:
        with environment(name) as env:
            _fill(env, conversations, agents)
        with odoo_server(name) as port:
            yield [Browser(port, name, login, PASSWORD) for login in ("bench_cs_1", "bench_discuss")]


def _fill(env, conversations: int, count: int) -> None:
    agents = add_agents(env, count, "innovasia_crm.group_cs")
    agents[0].password = PASSWORD
    user = env["res.users"].create({"name": "Discuss", "login": "bench_discuss", "password": PASSWORD})
    device = Device(env, 1)
    fill_routed(device, conversations, agents)
    fill_messages(device, conversations * MESSAGES)
    fill_channels(env, user, LISTED, MESSAGES)
    analyze(env)


def _check(sections: dict, channel_ids: list) -> None:
    """Both sides show as much as the row says."""
    listed = sum(len(page["ids"]) for page in sections.values()) + sections["mine"]["rest"]
    if listed != LISTED or len(channel_ids) < LISTED:
        raise AssertionError(f"The inbox lists {listed}, Discuss {len(channel_ids)}.")


def _cost(work) -> float:
    return 1000 * seconds(work)
