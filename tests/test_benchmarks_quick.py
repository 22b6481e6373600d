"""`make bench` runs and prints every row; its bounds are asserted by `make bench` itself, on a quiet machine."""

import json
import subprocess

import pytest

from dev import database
from dev.odoo_env import variables
from dev.settings import ROOT
from dev.shell import free_port
from dev.venv import venv_python

MEASURES = (
    "webhook posts acknowledged",
    "inbound texts drained into conversations",
    "statuses applied",
    "cost of one inbound text",
    "events drained at",
    "peak memory while draining",
    "opening the inbox",
    "one reply with claim",
    "releasing",
    "creating and confirming",
    "accepting",
    "confirming",
    "rendering",
    "reserving",
    "taking in a file",
    "taking in, processor time",
    "taking in the last third",
    "matching",
)


@pytest.fixture(scope="module")
def quick_run(make_database, tmp_path_factory):
    """A quick run: what it printed and what it wrote."""
    result = tmp_path_factory.mktemp("bench") / "result.json"
    command = [venv_python(), ROOT / "benchmarks" / "run.py", "--quick", "--json", result]
    environment = {**variables(make_database(), http_port=free_port()), "PLAIN_DATABASE": database.template("base")}
    done = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, timeout=600)
    assert result.exists(), done.stderr
    return done, json.loads(result.read_text())


@pytest.mark.parametrize("measure", MEASURES)
def test_a_row_is_printed_and_written_for_every_measure(quick_run, measure):
    done, result = quick_run
    assert measure in done.stdout
    assert any(row["measure"].startswith(measure) and row["ratio"] > 0 for row in result["rows"])


def test_the_exit_code_tells_whether_a_row_missed_its_bound(quick_run):
    done, result = quick_run
    missed = [row["measure"] for row in result["rows"] if not row["holds"]]
    assert done.returncode == (1 if missed else 0), done.stderr
