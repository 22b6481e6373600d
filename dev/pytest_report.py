"""pytest plugin of the stages of ``make test``: writes what happens to files, and leaves the closing line to them.

With STAGE_ODOO_OWN in the environment it also leaves out what Odoo's own runner leaves out (inherited tests, and
classes that a file imports from another), and the tests that open a browser.
"""

import inspect
import json
import os
from collections import Counter
from pathlib import Path

import pytest

COUNTED = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")
BROWSER_CALLS = {"start_tour", "browser_js"}
_so_far = Counter()


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter:
        reporter.summary_stats = lambda: None


def pytest_collection_modifyitems(config, items):
    if not os.environ.get("STAGE_ODOO_OWN"):
        return
    left_out = [
        item
        for item in items
        if item.cls.__module__ != item.module.__name__
        or is_inherited(item.cls, item.function)
        or opens_browser(item.cls, item.function)
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish(session):
    _so_far["total"] = len(session.items)


def pytest_runtest_logreport(report):
    _so_far["failed"] += report.failed


def pytest_runtest_logfinish():
    _so_far["done"] += 1
    text = " ".join(str(_so_far[name]) for name in ("done", "total", "failed"))
    Path(os.environ["STAGE_REPORT"]).with_suffix(".progress").write_text(text)


def is_inherited(test_class, function) -> bool:
    """Whether the test belongs to another class, and Odoo's runner would run it only there."""
    return function.__name__ not in vars(test_class) and not getattr(test_class, "allow_inherited_tests_method", False)


def opens_browser(test_class, function) -> bool:
    """Whether a test starts a tour or runs script in a page, itself or in a helper of its class."""
    names = _names_in(function)
    helpers = [helper for name in names if inspect.isfunction(helper := getattr(test_class, name, None))]
    return bool(BROWSER_CALLS & names or any(BROWSER_CALLS & _names_in(helper) for helper in helpers))


def _names_in(function) -> set[str]:
    return set(inspect.unwrap(function).__code__.co_names)


def pytest_terminal_summary(terminalreporter):
    stats = terminalreporter.stats
    counts = {name: len(stats.get(name, [])) for name in COUNTED}
    counts["failed"] += len(stats.get("subtests failed", []))
    skips = [f"{report.nodeid}: {report.longrepr[2]}" for report in stats.get("skipped", [])]
    Path(os.environ["STAGE_REPORT"]).write_text(json.dumps({"counts": counts, "skips": skips}))
