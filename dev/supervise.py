"""Start and stop Odoo and the simulator together.

An instance is named by its database and ports; its folder holds the logs, the simulator's state and one pid file
for each process. A pid file also keeps when the process began, so that a pid which the kernel gave to another
process since is never mistaken for ours.
"""

import os
import shutil
import signal
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .odoo_env import odoo_command, spawn, variables
from .progress import Trouble, note
from .settings import data_dir
from .shell import need_free_port, wait_until
from .venv import venv_python

STARTS_WITHIN = 300
STOPS_WITHIN = 20


@dataclass(frozen=True)
class Instance:
    """One Odoo with its simulator."""

    database: str
    port: int
    sim_port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def sim_url(self) -> str:
        return f"http://127.0.0.1:{self.sim_port}"

    @property
    def folder(self) -> Path:
        return data_dir() / "instances" / f"{self.database}-{self.port}-{self.sim_port}"

    @property
    def services(self) -> dict[str, str]:
        """The address by which each process shows that it is ready."""
        return {"simulator": f"{self.sim_url}/_sim/health", "odoo": f"{self.url}/web/login"}

    def start(self, only=("simulator", "odoo")) -> None:
        """Start what does not run yet and wait until its pages are served."""
        self.folder.mkdir(parents=True, exist_ok=True)
        missing = [name for name in only if not self.pid(name)]
        for name in missing:
            need_free_port(*((self.port, "PORT") if name == "odoo" else (self.sim_port, "SIM_PORT")))
        try:
            for name in missing:
                self._spawn(name)
            for name in missing:
                note(f"waiting for {name}")
                self._wait_for(name)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> list[str]:
        """Stop what this instance started; returns the names of what was running."""
        running = {name: pid for name in ("odoo", "simulator") if (pid := self.pid(name))}
        for pid in running.values():
            _signal(pid, signal.SIGTERM)
        for name, pid in running.items():
            if not wait_until(lambda name=name: not self.pid(name), STOPS_WITHIN):
                _signal(pid, signal.SIGKILL)
                wait_until(lambda name=name: not self.pid(name), STOPS_WITHIN)
        for name in ("odoo", "simulator"):
            self._pid_file(name).unlink(missing_ok=True)
        return list(running)

    def remove(self) -> None:
        """Stop it and remove its logs and the simulator's state."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def pid(self, name: str) -> int | None:
        """The pid of a process of this instance that is alive and still the one we started."""
        try:
            pid, began = self._pid_file(name).read_text().split()
        except (FileNotFoundError, ValueError):
            return None
        return int(pid) if _began(int(pid)) == began else None

    def log(self, name: str) -> Path:
        """The file that a process writes its log to."""
        return self.folder / f"{name}.log"

    def watch(self) -> None:
        """Return only by an exception: a Ctrl-C, or a trouble when one of the processes ended."""
        while all(self.pid(name) for name in self.services):
            time.sleep(1)
        gone = next(name for name in self.services if not self.pid(name))
        raise Trouble(f"The {gone} process ended. Its log says last:\n{self._last_lines(gone)}")

    def _spawn(self, name: str) -> None:
        log = self.log(name)
        if log.exists():
            log.replace(log.with_suffix(".log.1"))
        process = spawn(self._command(name), log, variables(self.database, http_port=self.port))
        self._pid_file(name).write_text(f"{process.pid} {_began(process.pid)}")

    def _command(self, name: str) -> list[str]:
        if name == "odoo":
            return odoo_command()
        state = self.folder / "simulator.sqlite"
        return [str(venv_python()), "-m", "simulator", "--port", str(self.sim_port), "--state", str(state)]

    def _wait_for(self, name: str) -> None:
        answered = wait_until(lambda: not self.pid(name) or _answers(self.services[name]), STARTS_WITHIN)
        if not self.pid(name):
            raise Trouble(f"The {name} process ended while it started. Its log says last:\n{self._last_lines(name)}")
        if not answered:
            raise Trouble(f"The {name} process does not answer after {STARTS_WITHIN} s: see {self.log(name)}.")

    def _last_lines(self, name: str) -> str:
        lines = self.log(name).read_text(errors="replace").splitlines()[-15:]
        return "\n".join(f"  {line}" for line in [*lines, f"({self.log(name)})"])

    def _pid_file(self, name: str) -> Path:
        return self.folder / f"{name}.pid"


def named_by(folder: Path) -> Instance:
    """The instance that a folder of `data_dir` / instances belongs to."""
    name, port, sim_port = folder.name.rsplit("-", 2)
    return Instance(name, int(port), int(sim_port))


def instances() -> list[Instance]:
    """All instances that were ever started and not removed."""
    return [named_by(folder) for folder in sorted((data_dir() / "instances").glob("*-*-*"))]


def _signal(pid: int, number: int) -> None:
    """Signal a process with its children; it may have ended by itself meanwhile."""
    with suppress(ProcessLookupError):
        os.killpg(pid, number)


def _began(pid: int) -> str | None:
    """When a process began, in the kernel's ticks; None when it is gone (or waits only to be reaped)."""
    with suppress(ChildProcessError):  # not a child of this process: nothing to reap
        os.waitpid(pid, os.WNOHANG)
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] == "Z" else fields[19]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=60) as response:
            return response.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
