"""pytest plugin of the stages of ``make test``: writes what happened to a file, and leaves the closing line to them."""

import json
import os
from pathlib import Path

import pytest

COUNTED = ("passed", "failed", "error", "skipped", "xfailed", "xpassed", "deselected")


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter:
        reporter.summary_stats = lambda: None


def pytest_terminal_summary(terminalreporter):
    stats = terminalreporter.stats
    counts = {name: len(stats.get(name, [])) for name in COUNTED}
    counts["failed"] += len(stats.get("subtests failed", []))
    skips = [f"{report.nodeid}: {report.longrepr[2]}" for report in stats.get("skipped", [])]
    Path(os.environ["STAGE_REPORT"]).write_text(json.dumps({"counts": counts, "skips": skips}))
