"""Stages of ``make test`` run side by side, are readable, and stop at Ctrl-C."""

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from dev import lanes, stage, testing
from dev.progress import Trouble
from dev.settings import ROOT
from dev.shell import wait_until

TESTS = """
import time

def test_one():
    print("what the test prints")

def test_two():
    assert {passes}, "the second one"

def test_three():
    {then}
"""


class Pretended:
    """A stage that takes some looks to be over, and writes down what happens to it."""

    def __init__(self, name, looks, log, fails=None):
        self.name, self.looks, self.log, self.fails = name, looks, log, fails

    def start(self, live):
        self.log.append(f"{self.name} starts{' live' if live else ''}")
        if self.fails:
            raise self.fails

    def is_running(self):
        self.looks -= 1
        return self.looks > 0

    def progress(self):
        return f"{self.name} 50 %"

    def interrupt(self):
        self.log.append(f"{self.name} is interrupted")

    def finish(self):
        self.log.append(f"{self.name} is over")


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    monkeypatch.setattr(lanes, "PAUSE", 0)


def test_next_stage_begins_as_soon_as_a_lane_is_free():
    log = []
    lanes.run_side_by_side([Pretended("long", 9, log), Pretended("short", 2, log), Pretended("last", 2, log)], 2)
    assert log == ["long starts", "short starts", "short is over", "last starts", "last is over", "long is over"]


def test_stage_that_has_begun_takes_a_lane_and_is_finished():
    log = []
    lanes.run_side_by_side([Pretended("one", 9, log), Pretended("two", 2, log)], 2, [Pretended("early", 3, log)])
    assert log == ["one starts", "early is over", "two starts", "two is over", "one is over"]


def test_one_lane_runs_one_after_the_other_and_shows_each():
    log = []
    lanes.run_side_by_side([Pretended("one", 2, log), Pretended("two", 1, log)], 1)
    assert log == ["one starts live", "one is over", "two starts live", "two is over"]


def test_sign_of_life_says_how_far_each_is(monkeypatch, capsys):
    monkeypatch.setattr(lanes, "HEARTBEAT", -1)
    lanes.run_side_by_side([Pretended("one", 2, []), Pretended("two", 2, [])], 2)
    assert "... 0 s: one 50 %; two 50 %" in capsys.readouterr().out


def test_interruption_stops_what_runs_and_begins_nothing_more():
    log = []
    stages = [Pretended("one", 9, log), Pretended("two", 9, log, KeyboardInterrupt()), Pretended("three", 1, log)]
    with pytest.raises(KeyboardInterrupt):
        lanes.run_side_by_side(stages, 2)
    assert log == [
        "one starts", "two starts", "one is interrupted", "two is interrupted", "one is over", "two is over",
    ]  # fmt: skip


def test_trouble_at_the_start_of_one_stage_stops_the_others():
    log = []
    with pytest.raises(Trouble):
        lanes.run_side_by_side([Pretended("one", 9, log), Pretended("two", 9, log, Trouble("The disk is full."))], 2)
    assert log[-2:] == ["one is over", "two is over"]


@pytest.mark.parametrize(("wanted", "cores", "expected"), [("", 1, 1), ("", 2, 2), ("", 16, 2), ("1", 16, 1), ("4", 2, 4)])
def test_two_lanes_where_there_are_two_processors(monkeypatch, wanted, cores, expected):
    monkeypatch.setenv("LANES", wanted)
    monkeypatch.setattr(testing.os, "sched_getaffinity", lambda _pid: set(range(cores)))
    assert testing.lanes() == expected


@pytest.mark.parametrize("wanted", ["0", "two", "-1"])
def test_wrong_number_of_lanes_is_said(monkeypatch, wanted):
    monkeypatch.setenv("LANES", wanted)
    with pytest.raises(Trouble, match=f"LANES={wanted}"):
        testing.lanes()


# --- a stage itself ----------------------------------------------------------------------


@pytest.fixture
def make_stage(monkeypatch, tmp_path):
    """A factory of stages that run one file of tests without a database."""
    monkeypatch.delenv("K", raising=False)
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # they take long to start
    monkeypatch.setattr(stage, "venv_python", lambda: Path(sys.executable))

    def make(passes=True, then="pass"):
        (tmp_path / "test_some.py").write_text(TESTS.format(passes=passes, then=then))
        chosen = [str(tmp_path), "-c", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"]
        monkeypatch.setattr(stage, "_selection", lambda _name: chosen)
        return stage.Stage("pure")

    return make


def test_stage_beside_others_prints_in_one_piece_at_its_end(make_stage, capfd):
    one = make_stage(passes=False)
    lanes.run_side_by_side([one], 2)
    printed = capfd.readouterr().out
    assert printed.index("----- pure tests -----") < printed.index("the second one")
    assert one.counts == Counter(passed=2, failed=1, error=0, skipped=0, xfailed=0, xpassed=0)
    assert one.problem == "pytest ended with code 1"
    assert re.fullmatch(r"pure +2 passed, 1 failed in \d+ s", one.summary())


def test_stage_alone_prints_at_once(make_stage, capfd):
    lanes.run_side_by_side([make_stage()], 1)
    printed = capfd.readouterr().out
    assert printed.count("test_some.py ...") == 1
    assert printed.count("----- pure tests -----") == 1


def test_stage_tells_how_far_it_is_and_what_failed(make_stage):
    one = make_stage(passes=False, then="time.sleep(60)")
    one.start(live=False)
    try:
        assert wait_until(lambda: one.progress() == "pure 66 %, 1 failed", 30), one.progress()
    finally:
        one.interrupt()
        one.finish()


def test_interrupted_stage_still_says_what_failed_before(make_stage, capfd):
    one = make_stage(passes=False, then="time.sleep(60)")
    one.start(live=False)
    assert wait_until(lambda: "66 %" in one.progress(), 30), one.progress()
    one.interrupt()
    one.finish()
    assert "the second one" in capfd.readouterr().out
    assert one.counts["failed"] == 1
    assert one.problem == "pytest ended with code 2"


def test_report_names_each_stage_and_what_did_not_run(make_stage, capsys):
    one, other = make_stage(), stage.Stage("server")
    lanes.run_side_by_side([one], 2)
    capsys.readouterr()
    assert testing.report([one, other], 61.5) == 1
    lines = capsys.readouterr().out.split("\n")
    assert lines[1].startswith("pure                 3 passed in ")
    assert lines[2] == "server               did not run"
    assert lines[3] == "FAILED server: did not run"
    assert lines[4].strip("=") == " 3 passed, 1 error in 61.50s "
