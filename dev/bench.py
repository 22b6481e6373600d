"""``make bench``: run benchmarks/run.py on a fresh copy of the test database."""

import os
import subprocess

from . import database, postgres, wkhtmltopdf
from .get_odoo import odoo_home
from .odoo_env import variables
from .progress import run_steps
from .settings import ROOT
from .shell import free_port
from .venv import venv_python


def bench() -> int:
    """Set up and run the benchmarks; the exit code is theirs (non-zero when a row misses its bound)."""
    run_steps(
        [
            ("Python packages", venv_python),
            ("Odoo 19", odoo_home),
            ("wkhtmltopdf", wkhtmltopdf.ensure),
            ("PostgreSQL", postgres.ensure_running),
            ("Test databases", lambda: (database.template("base"), database.template("test"))),
        ]
    )
    name = f"run_bench_{os.getpid()}"
    database.copy(database.template("test"), name)
    try:
        command = [venv_python(), ROOT / "benchmarks" / "run.py"]
        environment = {**variables(name, http_port=free_port()), "PLAIN_DATABASE": database.template("base")}
        return subprocess.run(command, cwd=ROOT, env=environment).returncode
    finally:
        database.drop(name)
