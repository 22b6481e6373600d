"""An Odoo server of one process, for as long as a row needs it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
STARTS_WITHIN = 120


@contextmanager
def odoo_server(database: str):
    """The port of a server on a database; no crons, no jobs."""
    port = _free_port()
    command = [
        sys.executable, str(ROOT / "dev" / "odoo_bin.py"), "--database", database, "--db-filter", f"^{database}$",
        "--http-port", str(port), "--workers", "0", "--max-cron-threads", "0", "--log-level", "warn",
        "--log-handler", "py.warnings:ERROR",
    ]  # fmt: skip
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
    env |= {"ODOO_QUEUE_JOB_CHANNELS": "root:0", "ODOO_HTTP_PORT": str(port)}
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        _wait_for(f"http://127.0.0.1:{port}/web/health", process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"Odoo ended with code {process.returncode} while it started.")
        try:
            urllib.request.urlopen(url, timeout=10).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"Odoo does not answer at {url} after {STARTS_WITHIN} s.")
