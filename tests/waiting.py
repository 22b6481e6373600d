"""Wait for what happens in another process, and let a page wait for its answers."""

import time
import xmlrpc.client

from tests.clients import Refusal


def eventually(look, timeout: float = 15.0):
    """Return the first truthy answer of ``look``; fail with the last answer when none comes in time."""
    deadline = time.monotonic() + timeout
    while not (answer := look()):
        assert time.monotonic() < deadline, f"nothing within {timeout} s; last answer: {answer!r}"
        time.sleep(0.05)
    return answer


def run_cron(trigger):
    """Run a scheduled action now; where a server runs it by itself at this moment, once more after that.

    :param trigger: a function that asks Odoo for it (``method_direct_trigger``)
    """

    def ran():
        try:
            trigger()
        except (Refusal, xmlrpc.client.Fault) as refusal:
            if "already executing" not in str(refusal):
                raise
            return False
        return True

    eventually(ran, 60)


class Hold:
    """Holds the next request of a page to an address (a glob) on its way, as a slow connection would.

    The routes stay: where the last one goes and another comes, Chromium lets requests pass for a moment, and on a busy
    machine the very one that is to be held.
    """

    def __init__(self, page, address: str):
        self.page, self.held, self.answer = page, [], None
        page.route(address, self.keep)
        page.route("**/web/health", lambda route: route.fulfill(status=204))
        eventually(lambda: page.evaluate("fetch('/web/health').then((answer) => answer.status === 204)"))

    def keep(self, route):
        """A request of the page."""
        if self.held:
            route.fallback()
        else:
            self.held.append(route)

    def wait(self):
        """Wait until the page has asked."""
        eventually(lambda: self.page.wait_for_timeout(50) or self.held)
        return self.held[0]

    def let_do(self):
        """Let the server do what was asked, and keep only its answer."""
        self.answer = self.wait().fetch()

    def release(self):
        """Let the request through, or the answer that was kept."""
        if self.answer:
            self.held[0].fulfill(response=self.answer)
        else:
            self.wait().continue_()
