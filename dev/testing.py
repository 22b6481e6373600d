"""``make test``: every test in stages, one closing line.

pure    tests/pure, no database
<addon> an addon's own tests through pytest-odoo, on a fresh database without the addons that build on it
core    Odoo's own tests of Discuss and live chat (those without a browser), with our addons installed
server  the other tests of tests/, against servers that they start and stop themselves
alone   those of them that watch the clock (the marker `alone`)

Stages run side by side in as many lanes as there are processors, two at most (LANES=1: one after the other, each shown
as it goes on). Those that take longest begin, but pure does not even wait for the database. Who measures seconds has
the machine to itself, at the end.
"""

import os
import re
import signal
import time
from collections import Counter
from pathlib import Path

from . import database, postgres, supervise, wkhtmltopdf
from .get_odoo import odoo_home
from .lanes import run_side_by_side
from .odoo_env import filestores
from .progress import Trouble, run_steps, say
from .stage import Stage
from .system import need_browser, need_tool
from .venv import venv_python

MOST_LANES = 2


def test() -> int:
    """Set up, run all stages and print one closing line. A part (K=...) is looked for in our own tests only."""
    wire, *addons = database.in_order()
    # The long ones first; the short ones fill what is left of a lane.
    return _run(["server", *addons, *([] if os.environ.get("K") else ["core"]), wire, "pure"], ["alone"])


def test_core() -> int:
    """Only Odoo's own tests of Discuss and live chat."""
    return _run([], ["core"])


def lanes() -> int:
    """How many stages run side by side: LANES, otherwise one for each processor, two at most."""
    wanted = os.environ.get("LANES") or str(min(MOST_LANES, len(os.sched_getaffinity(0))))
    if not wanted.isdigit() or not int(wanted):
        raise Trouble(f"LANES={wanted} is no number of lanes: give 1 or more.")
    return int(wanted)


def _run(together: list[str], alone: list[str]) -> int:
    """Set up and run stages.

    :param together: those that may run side by side, the longest first
    :param alone: those that run after them, one after the other
    """
    width = lanes()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.default_int_handler)
    # Tests end Odoo's processes, never PostgreSQL: what is committed is there for all of them before it is on the disk.
    os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off")
    begin = time.monotonic()
    first, then = [Stage(name) for name in together], [Stage(name) for name in alone]
    early = [stage for stage in first if stage.name == "pure" and width > 1]
    try:
        _set_up(early, "core" if "core" in (*together, *alone) else "test")
        run_side_by_side([stage for stage in first if stage not in early], width, early)
        run_side_by_side(then, 1)
    except KeyboardInterrupt:
        say("Not all stages were run.")
    return report([*first, *then], time.monotonic() - begin)


def _set_up(early: list[Stage], kind: str) -> None:
    """Make everything that tests need, and begin those that need no database before there is one."""

    def begin_early():
        for stage in early:
            stage.start(live=False)

    try:
        run_steps(
            [
                ("Python packages", venv_python),
                ("Odoo 19", odoo_home),
                ("Tests without a database", begin_early),
                ("wkhtmltopdf", wkhtmltopdf.ensure),
                ("PostgreSQL", postgres.ensure_running),
                ("Chromium", need_browser),
                ("docker-compose", lambda: need_tool("docker-compose", "docker-compose")),
                ("Test database", lambda: database.template(kind)),
            ]
        )
    except BaseException:
        for stage in early:
            stage.interrupt()
        for stage in early:
            stage.finish()
        raise
    _remove_left_behind()


def report(stages: list[Stage], seconds: float) -> int:
    """Print what came of each stage, and one closing line; returns the exit code."""
    say("\n" + "\n".join(stage.summary() for stage in stages))
    failed = [stage for stage in stages if stage.problem]
    for stage in failed:
        say(f"FAILED {stage.name}: {stage.problem}")
    say(closing_line(sum((stage.counts for stage in stages), Counter()), seconds, bool(failed)))
    return 1 if failed else 0


def closing_line(total: Counter, seconds: float, failed: bool) -> str:
    """pytest's own closing line over all stages: ``=== 312 passed in 400.12s ===``."""
    order = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "error")
    shown = {**total, "error": total["error"] + (failed and not total["failed"] and not total["error"])}
    parts = [f"{shown[name]} {name}" for name in order if shown.get(name)] or ["no tests ran"]
    return f" {', '.join(parts)} in {seconds:.2f}s ".center(80, "=")


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
