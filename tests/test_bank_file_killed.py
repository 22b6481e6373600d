"""Power cuts, and processes at the same time, while a long bank file is taken in: each mutation is booked exactly once."""

import subprocess
import sys

import pytest

from dev.odoo_env import variables
from dev.settings import ROOT

WORKER = "tests/workers/bank_file.py"
POINTS = ("begun", "ingested", "counted", "0.3", "0.8", "1.5", "together")
ROWS = "60"


@pytest.fixture(scope="module")
def played(make_database):
    """What the worker printed: {point: fields}."""
    outcome = subprocess.run(
        [sys.executable, ROOT / WORKER, *POINTS],
        cwd=ROOT, env=variables(make_database(), log_level="warn"), text=True, capture_output=True, timeout=400, check=False,
    )  # fmt: skip
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    lines = [line.split("|") for line in outcome.stdout.splitlines() if line.count("|") == 7]
    return {point: fields for point, *fields in lines}


@pytest.mark.parametrize("point", POINTS)
def test_a_file_goes_on_where_it_was_and_counts_once(played, point):
    assert played[point] == ["done", ROWS, ROWS, "0", ROWS, ROWS, ROWS]
