"""Fixtures of the tests that need a running server; nothing they start or create outlives the session.

server          Odoo and the simulator on a copy of the test database, the demo device connected
sim             the simulator's control API: ``sim.post("/_sim/inbound", {...})``
browser         Chromium; ``new_page`` gives a page of its own person, ``odoo_page("cs_a")`` one that is logged in
fresh_database  a factory of databases for tests that kill processes or look at committed rows
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import count

import pytest
import requests

from dev import database, device, postgres, supervise
from dev.odoo_env import variables
from dev.settings import ROOT
from dev.shell import free_port
from dev.system import find_browser
from tests.clients import Odoo, Simulator, Web

CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Milliseconds: for its first page a server puts all scripts and styles together.
FIRST_PAGE = 120_000
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A running Odoo with its simulator."""

    instance: supervise.Instance

    @property
    def url(self) -> str:
        return self.instance.url

    @property
    def sim_url(self) -> str:
        return self.instance.sim_url

    @property
    def db(self) -> str:
        return self.instance.database

    def login(self, login: str, password: str | None = None) -> Odoo:
        """An XML-RPC client of a user; the demo users' passwords are their log-ins."""
        return Odoo(self.url, self.db, login, password or login)

    def log(self, name: str = "odoo") -> str:
        """What Odoo (or the simulator) logged so far."""
        return self.instance.log(name).read_text(errors="replace")


@pytest.fixture(scope="session")
def cluster():
    """The private PostgreSQL."""
    postgres.ensure_running()
    yield
    postgres.release()


def database_factory(purpose):
    """Yield a factory of copies of a template, then drop what it made."""
    made = []

    def make(kind: str = "test") -> str:
        name = f"run_{purpose}_{os.getpid()}_{next(_numbers)}"
        made.append(name)
        database.copy(database.template(kind), name)
        return name

    yield make
    for name in made:
        database.drop(name)


@pytest.fixture(scope="session")
def make_database(cluster):
    """A factory of database copies, dropped at the end of the session."""
    yield from database_factory("server")


@pytest.fixture(scope="session")
def make_server(make_database):
    """A factory of servers: ``make_server()`` has a database of its own, ``make_server(db=..., sim_port=...)`` joins one."""
    made = []

    def make(kind: str = "test", db: str | None = None, sim_port: int | None = None) -> Server:
        instance = supervise.Instance(db or make_database(kind), free_port(), sim_port or free_port())
        made.append(instance)
        instance.start(("odoo",) if sim_port else ("simulator", "odoo"))
        if not sim_port:
            device.connect(instance.database, instance.url, instance.sim_url)
        return Server(instance)

    yield make
    for instance in made:
        instance.remove()


@pytest.fixture(scope="session")
def server(make_server) -> Server:
    """The server that most tests share."""
    return make_server()


@pytest.fixture(scope="session")
def admin(server) -> Odoo:
    """An XML-RPC client of the administrator."""
    return server.login("admin")


@pytest.fixture(scope="session")
def sim(server) -> Simulator:
    """The control API of the server's simulator."""
    return Simulator(server.sim_url)


@pytest.fixture
def fresh_database(cluster):
    """A factory of databases for one test, dropped at its end."""
    yield from database_factory("fresh")


@pytest.fixture
def odoo_process():
    """A factory of processes with an Odoo environment at hand (dev.odoo_env.environment); killed at the test's end.

    ``odoo_process(db, "tests/workers/drain.py", "argument")`` starts a script of the checkout.
    """
    started = []

    def start(db: str, script: str, *arguments: str, **options) -> subprocess.Popen:
        env = variables(db, **{"log_level": "warn", **options})
        process = subprocess.Popen(
            [sys.executable, ROOT / script, *arguments],
            cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def run_worker(odoo_process):
    """A function that runs a script of the checkout with an Odoo environment to its end.

    :return: what it printed
    """

    def run(db: str, script: str, *arguments: str, timeout: float) -> str:
        worker = odoo_process(db, script, *arguments)
        output, _ = worker.communicate(timeout=timeout)
        assert worker.returncode == 0, output
        return output

    return run


@pytest.fixture(scope="session")
def browser():
    """Chromium, without a window."""
    from playwright.sync_api import expect, sync_playwright

    # A sale enters an order, an invoice and a payment, and other stages may run beside this one; who means less says so.
    expect.set_options(timeout=20_000)

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser):
    """A factory of pages; each is a person of its own, with cookies of its own."""
    contexts = []

    def make(**options):
        options = {"viewport": {"width": 1280, "height": 800}, "locale": "id-ID", **options}
        contexts.append(browser.new_context(**options))
        contexts[-1].set_default_navigation_timeout(FIRST_PAGE)
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def odoo_page(server, new_page):
    """A factory of pages that are logged in to Odoo: ``odoo_page("cs_a", "/odoo/discuss")``."""

    def make(login: str, path: str = "/odoo", **options):
        page = new_page(**options)
        cookie = Web(server.url, server.db, login).cookie
        page.context.add_cookies([{**cookie, "url": server.url}])
        page.goto(f"{server.url}{path}")
        return page

    return make


@pytest.fixture
def http() -> requests.Session:
    """A plain HTTP client."""
    with requests.Session() as session:
        yield session


def pytest_report_header():
    return f"checkout: {ROOT.name}, chromium: {find_browser() or 'missing'}, docker-compose: {shutil.which('docker-compose')}"
