"""``make test``: every test in stages, one closing line.

pure    tests/pure, no database
<addon> an addon's own tests through pytest-odoo, on a fresh database without the addons that build on it
core    Odoo's own tests of Discuss and live chat (those without a browser), with our addons installed
server  the other tests of tests/, against servers that they start and stop themselves
"""

import json
import os
import re
import signal
import subprocess
import tempfile
import time
from collections import Counter
from pathlib import Path

from . import database, postgres, supervise, wkhtmltopdf
from .get_odoo import odoo_home
from .odoo_env import filestores, variables
from .progress import run_steps, say
from .settings import ADDONS, ROOT
from .system import need_browser, need_tool
from .venv import venv_python

LONGEST_STAGE = 40 * 60
NO_TESTS_SELECTED = 5
# pytest-odoo and Odoo skip what needs a browser where there is none; a tour that did not run is a failure here.
BROWSER_SKIP = re.compile(r"chrom|websocket|browser|odoo-http", re.IGNORECASE)
CORE_TESTS = ("mail/tests/discuss", "im_livechat/tests")


def test() -> int:
    """Set up, run all stages and print one closing line. A part (K=...) is looked for in our own tests only."""
    addons = database.in_order()
    return _run(["pure", *addons, "server"] if os.environ.get("K") else ["pure", *addons, "core", "server"])


def test_core() -> int:
    """Only Odoo's own tests of Discuss and live chat."""
    return _run(["core"])


def _run(stages: list[str]) -> int:
    run_steps(
        [
            ("Python packages", venv_python),
            ("Odoo 19", odoo_home),
            ("wkhtmltopdf", wkhtmltopdf.ensure),
            ("PostgreSQL", postgres.ensure_running),
            ("Chromium", need_browser),
            ("docker-compose", lambda: need_tool("docker-compose", "docker-compose")),
            ("Test database", lambda: database.template("core" if "core" in stages else "test")),
        ]
    )
    _remove_left_behind()
    begin = time.monotonic()
    total, failed = Counter(), []
    for stage in stages:
        say(f"\n----- {stage} tests -----")
        counts, problem = _run_stage(stage)
        total += counts
        if problem:
            failed.append(f"{stage}: {problem}")
    for line in failed:
        say(f"FAILED {line}")
    say(closing_line(total, time.monotonic() - begin, bool(failed)))
    return 1 if failed else 0


def closing_line(total: Counter, seconds: float, failed: bool) -> str:
    """pytest's own closing line over all stages: ``=== 312 passed in 400.12s ===``."""
    order = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "error")
    shown = {**total, "error": total["error"] + (failed and not total["failed"] and not total["error"])}
    parts = [f"{shown[name]} {name}" for name in order if shown.get(name)] or ["no tests ran"]
    return f" {', '.join(parts)} in {seconds:.2f}s ".center(80, "=")


def _run_stage(stage: str) -> tuple[Counter, str | None]:
    """Run one pytest process; returns its counts and what is wrong, if anything."""
    expression = os.environ.get("K")
    name = f"run_{stage}_{os.getpid()}"
    with tempfile.TemporaryDirectory(prefix="innovasia-test-") as folder:
        report = Path(folder) / "report.json"
        command = [str(venv_python()), "-m", "pytest", "-p", "dev.pytest_report", *_selection(stage)]
        command += ["-k", expression] if expression else []
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        with_database = stage not in ("pure", "server")
        if with_database:
            database.copy(database.template(stage), name)
            env = variables(name, http_port=8069)
        env["STAGE_REPORT"] = str(report)
        if stage == "core":
            env["STAGE_ODOO_OWN"] = "1"
        try:
            code = _call(command, env)
        finally:
            if with_database:
                database.drop(name)
        result = json.loads(report.read_text()) if report.exists() else {"counts": {}, "skips": []}
    return Counter(result["counts"]), judge(stage, code, result, bool(expression))


def _call(command: list[str], env: dict) -> int:
    """Run pytest; when it takes too long, interrupt it as Ctrl-C would, so that its fixtures still stop their servers."""
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        return process.wait(LONGEST_STAGE)
    except subprocess.TimeoutExpired:
        say(f"Not finished after {LONGEST_STAGE // 60} minutes: interrupting.")
    except KeyboardInterrupt:
        say("Interrupted: waiting until the tests have stopped their servers.")
    try:
        process.send_signal(signal.SIGINT)
        return process.wait(60) or 1
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


def judge(stage: str, code: int, result: dict, partial: bool) -> str | None:
    """What is wrong with a finished stage: its exit code, no test at all, or a skip that hides a missing browser."""
    if code == NO_TESTS_SELECTED and partial:
        return None
    if code == NO_TESTS_SELECTED or not result["counts"].get("passed", 0) + result["counts"].get("failed", 0):
        return "no test ran" if code in (0, NO_TESTS_SELECTED) else f"pytest ended with code {code}"
    if code:
        return f"pytest ended with code {code}"
    # Odoo's own tests skip for good reasons of their own; ours have none.
    wrong = [skip for skip in result["skips"] if stage != "core" or BROWSER_SKIP.search(skip)]
    return f"skipped: {'; '.join(sorted(set(wrong)))}" if wrong else None


def _selection(stage: str) -> list[str]:
    if stage == "pure":
        return ["tests/pure"]
    if stage == "server":
        return ["tests", "--ignore=tests/pure"]
    with_odoo = ["-p", "odoo", "--odoo-http"]
    if stage != "core":
        return [*with_odoo, str((ADDONS / stage / "tests").relative_to(ROOT))]
    return [*with_odoo, "--disable-warnings", *(str(odoo_home() / "odoo" / "addons" / path) for path in CORE_TESTS)]


def _remove_left_behind() -> None:
    """Stop the servers and drop the databases of test runs that were killed."""
    for instance in supervise.instances():
        if _is_left_behind(instance.database):
            instance.remove()
    filestores_of_copies = {path.name for path in (filestores() / "filestore").glob("run_*")}
    for name in filter(_is_left_behind, {*postgres.databases(), *filestores_of_copies}):
        database.drop(name)


def _is_left_behind(name: str) -> bool:
    pid = re.fullmatch(r"run_[a-z_]+_(\d+)(_\d+)?", name)
    return bool(pid) and not Path(f"/proc/{pid[1]}").exists()
