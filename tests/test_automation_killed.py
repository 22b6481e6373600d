"""Power cuts while automatic messages are on their way: what was sold is written about exactly once, what was not, never."""

import subprocess
import sys
from collections import Counter

import pytest

from dev.odoo_env import variables
from dev.settings import ROOT

WORKER = "tests/workers/automation.py"
NEVER = ("confirmed", "undone")
POINTS = ("committed", "claimed", "written", "second", "queued", "sent")
#: Seconds after which the job is killed wherever it may be.
TIMES = ("0.05", "0.15", "0.3", "0.5")


@pytest.fixture(scope="module")
def played(sim, make_database):
    """What the worker printed of each point: {point: (numbers, states before, states after)}."""
    outcome = subprocess.run(
        [sys.executable, ROOT / WORKER, sim.url, *NEVER, *POINTS, *TIMES, "together", "twice"],
        cwd=ROOT, env=variables(make_database(), log_level="warn"), text=True, capture_output=True, timeout=400, check=False,
    )  # fmt: skip
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    lines = [line.split("|") for line in outcome.stdout.splitlines() if line.count("|") == 3]
    return {point: (numbers.split(","), before.split(","), after.split(",")) for point, numbers, before, after in lines}


@pytest.fixture(scope="module")
def posts(sim, played):
    """How many messages Meta got for each number: a function of numbers."""
    bodies = [post["body"] for post in sim.get("/_sim/received", method="POST", limit=500)]
    got = Counter(body["to"] for body in bodies if isinstance(body, dict) and "to" in body)
    return lambda numbers: [got[number] for number in numbers]


@pytest.mark.parametrize("point", NEVER)
def test_sale_that_did_not_commit_writes_to_nobody(played, posts, point):
    numbers, before, after = played[point]
    assert (before, after) == (["none"], ["none"])
    assert posts(numbers) == [0, 0, 0]


@pytest.mark.parametrize("point", POINTS + TIMES)
def test_sale_that_did_is_written_about_exactly_once(played, posts, point):
    numbers, before, after = played[point]
    assert before == ["waiting"] * 3
    assert after == ["sent"] * 3
    assert posts(numbers) == [1, 1, 1]


def test_four_servers_that_send_at_the_same_time_send_each_message_once(played, posts):
    numbers, _before, after = played["together"]
    assert after == ["sent"] * 40
    assert posts(numbers) == [1] * 40


def test_two_automated_actions_that_say_the_same_at_the_same_time_say_it_once(played, posts):
    numbers, _before, after = played["twice"]
    assert Counter(after) == {"sent": 40, "skipped": 40}
    assert posts(numbers) == [1] * 40
