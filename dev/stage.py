"""One stage of ``make test``: a pytest process, and the database that it works on."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from . import database
from .get_odoo import odoo_home
from .odoo_env import variables
from .progress import duration, say
from .settings import ADDONS, ROOT
from .shell import free_port
from .venv import venv_python

LONGEST = 40 * 60
#: Seconds that an interrupted pytest gets to stop its servers.
PATIENCE = 60
NO_TESTS_SELECTED = 5
# pytest-odoo and Odoo skip what needs a browser where there is none; a tour that did not run is a failure here.
BROWSER_SKIP = re.compile(r"chrom|websocket|browser|odoo-http", re.IGNORECASE)
#: Their tests are no Odoo tests: servers have databases of their own.
WITHOUT_ODOO = ("pure", "server", "alone")
CORE_TESTS = ("mail/tests/discuss", "im_livechat/tests")


class Stage:
    """Runs one stage. What it prints is shown at once, or, when other stages run beside it, in one piece at its end."""

    def __init__(self, name: str):
        self.name = name
        self.counts, self.problem, self.seconds = Counter(), "did not run", 0.0
        self._process = self._folder = self._database = None

    def start(self, live: bool) -> None:
        """Copy the database and start pytest.

        :param live: show what it prints at once
        """
        self._begin = time.monotonic()
        self._folder = Path(tempfile.mkdtemp(prefix="innovasia-test-"))
        command = [str(venv_python()), "-m", "pytest", "-p", "dev.pytest_report", *_selection(self.name)]
        if expression := os.environ.get("K"):
            command += ["-k", expression]
        environment = {**self._environment(), "STAGE_REPORT": str(self._report)}
        if self.name == "core":
            environment["STAGE_ODOO_OWN"] = "1"
        if live:
            say(self.heading())
        elif sys.stdout.isatty():
            command.append("--color=yes")
        # In a session of its own Ctrl-C reaches it once, from here.
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                command, cwd=ROOT, env=environment, start_new_session=True,
                stdout=None if live else output, stderr=None if live else subprocess.STDOUT,
            )  # fmt: skip

    def is_running(self) -> bool:
        """Tell whether the tests run; those that take too long are ended."""
        if self._process.poll() is None and time.monotonic() - self._begin > LONGEST:
            say(f"{self.name}: not finished after {duration(LONGEST)}: interrupting.")
            self.interrupt()
            self._wait()
        return self._process.poll() is None

    def progress(self) -> str:
        """``innovasia_crm 34 %, 1 failed``"""
        try:
            done, total, failed = map(int, self._report.with_suffix(".progress").read_text().split())
        except (OSError, ValueError):
            return f"{self.name} starts"
        return f"{self.name} {100 * done // total} %" + (f", {failed} failed" if failed else "")

    def interrupt(self) -> None:
        """Have pytest end as Ctrl-C would, so that its fixtures still stop their servers; `finish` waits for it."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)

    def finish(self) -> None:
        """Read what came of it (`counts`, `problem`, `seconds`), print what was not shown yet, and drop the database."""
        try:
            if self._process:
                self._wait()
                self._read()
        finally:
            self._remove()

    def heading(self) -> str:
        """The line above what pytest prints."""
        return f"\n----- {self.name} tests -----"

    def summary(self) -> str:
        """``innovasia_crm     219 passed in 4 min 1 s``"""
        if not self.seconds:
            return f"{self.name:<20} {self.problem}"
        said = ", ".join(f"{number} {name}" for name, number in self.counts.items() if number) or "no tests ran"
        return f"{self.name:<20} {said} in {duration(self.seconds)}"

    def _wait(self) -> None:
        try:
            self._process.wait(PATIENCE)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def _read(self) -> None:
        self.seconds = time.monotonic() - self._begin
        result = json.loads(self._report.read_text()) if self._report.exists() else {"counts": {}, "skips": []}
        self.counts = Counter(result["counts"])
        self.problem = judge(self.name, self._process.returncode, result, bool(os.environ.get("K")))
        if printed := self._output.read_bytes():
            say(self.heading())
            sys.stdout.buffer.write(printed)
            sys.stdout.flush()

    def _remove(self) -> None:
        if self._folder:
            shutil.rmtree(self._folder)
        if self._database:
            database.drop(self._database)
        self._folder = self._database = None

    @property
    def _report(self) -> Path:
        return self._folder / "report.json"

    @property
    def _output(self) -> Path:
        return self._folder / "output.txt"

    def _environment(self) -> dict:
        if self.name in WITHOUT_ODOO:
            # Some pure tools mark their sentences for translation, with Odoo's own means.
            return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(odoo_home())])}
        self._database = f"run_{self.name}_{os.getpid()}"
        database.copy(database.template(self.name), self._database)
        return variables(self._database, http_port=free_port())


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
    if stage in ("server", "alone"):
        return ["tests", "--ignore=tests/pure", "-m", "alone" if stage == "alone" else "not alone"]
    with_odoo = ["-p", "odoo", "--odoo-http", "-p", "dev.pytest_quick_passwords", "-p", "dev.pytest_patience"]
    if stage != "core":
        return [*with_odoo, str((ADDONS / stage / "tests").relative_to(ROOT))]
    return [*with_odoo, "--disable-warnings", *(str(odoo_home() / "odoo" / "addons" / path) for path in CORE_TESTS)]
