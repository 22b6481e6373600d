"""pytest plugin of the stages of ``make test``: writes what happened to a file, and leaves the closing line to them.

With STAGE_WITHOUT_BROWSER in the environment it also leaves out the tests that open a browser.
"""

import inspect
import json
import os
from pathlib import Path

import pytest

COUNTED = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")
BROWSER_CALLS = ("start_tour(", "browser_js(")


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter:
        reporter.summary_stats = lambda: None


def pytest_collection_modifyitems(config, items):
    if not os.environ.get("STAGE_WITHOUT_BROWSER"):
        return
    left_out = [item for item in items if opens_browser(item.function)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def opens_browser(function) -> bool:
    """Whether a test function starts a tour or runs script in a page."""
    source = inspect.getsource(inspect.unwrap(function))
    return any(call in source for call in BROWSER_CALLS)


def pytest_terminal_summary(terminalreporter):
    stats = terminalreporter.stats
    counts = {name: len(stats.get(name, [])) for name in COUNTED}
    counts["failed"] += len(stats.get("subtests failed", []))
    skips = [f"{report.nodeid}: {report.longrepr[2]}" for report in stats.get("skipped", [])]
    Path(os.environ["STAGE_REPORT"]).write_text(json.dumps({"counts": counts, "skips": skips}))
