"""What a person sees of the set-up, above all when something is wrong."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from dev import progress, settings, shell, system
from dev.progress import Trouble

ROOT = Path(__file__).resolve().parents[3]


def dev(command, **environment):
    return subprocess.run(
        [sys.executable, "-m", "dev", command], cwd=ROOT, env={**os.environ, **environment}, text=True, capture_output=True
    )  # fmt: skip


def test_steps_are_numbered_in_order(capsys):
    done = []
    progress.run_steps([("First", lambda: done.append(1)), ("Second", lambda: done.append(2))])
    assert done == [1, 2]
    assert capsys.readouterr().out.splitlines() == ["[1/2] First", "[2/2] Second"]


def test_long_step_shows_what_it_does_and_for_how_long(monkeypatch, capsys):
    monkeypatch.setattr(progress, "HEARTBEAT", 0.05)

    def slow():
        progress.note("downloading odoo-19")
        assert shell.wait_until(lambda: "downloading" in capsys.readouterr().out, 5)

    progress.run_steps([("Odoo", slow)])


def test_durations_read_naturally():
    assert progress.duration(59.6) == "1 min 0 s"
    assert progress.duration(7) == "7 s"


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("dpkg-deb: error: cannot write: No space left on device", "The disk is full"),
        ("E: Temporary failure resolving 'example'", "The network cannot be reached"),
        ("npm error code EAI_AGAIN", "The network cannot be reached"),
    ],
)
def test_known_failures_are_one_sentence(output, sentence):
    assert shell.explain(["apt-get", "update"], 100, output, network=True).startswith(sentence)


def test_other_failures_show_the_last_lines():
    text = shell.explain(["initdb"], 1, "first\nsomething broke\n")
    assert "`initdb` failed with exit code 1" in text
    assert "something broke" in text


def test_failing_program_raises_trouble_with_its_output():
    with pytest.raises(Trouble, match="it said: no"):
        shell.run([sys.executable, "-c", "print('it said: no'); raise SystemExit(3)"])


def test_missing_program_is_named():
    with pytest.raises(Trouble, match="no-such-program is missing"):
        shell.run(["no-such-program"])


def test_missing_package_without_root_says_what_to_type(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system.shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    with pytest.raises(Trouble, match="sudo apt-get install chromium"):
        system.need_browser()


def test_old_python_is_refused(monkeypatch):
    monkeypatch.setattr(system.sys, "version_info", (3, 9, 18))
    with pytest.raises(Trouble, match=r"Python 3\.9\.18 is too old"):
        system.need_python()


def test_full_disk_is_said_before_anything_is_made(monkeypatch, tmp_path):
    monkeypatch.setattr(shell.shutil, "disk_usage", lambda folder: SimpleNamespace(free=10**9))
    with pytest.raises(Trouble, match="Not enough disk space"):
        shell.need_space(tmp_path / "not" / "yet", 4)


def test_busy_port_is_one_sentence_and_no_traceback(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = dev("start", PORT=str(taken.getsockname()[1]), INNOVASIA_DATA=str(tmp_path))
    assert done.returncode == 1
    assert "is in use by another program" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["abc", "0", "70000"])
def test_port_that_is_none_is_one_sentence(port, tmp_path):
    done = dev("start", PORT=port, INNOVASIA_DATA=str(tmp_path))
    assert done.returncode == 1
    assert f"PORT={port} is not a port" in done.stderr


def test_one_port_for_two_servers_is_one_sentence(tmp_path):
    done = dev("start", PORT="8070", INNOVASIA_DATA=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.strip() == "PORT and SIM_PORT are both 8070: Odoo and the simulator need a port each."


def test_unknown_command_lists_the_known_ones():
    done = dev("fly")
    assert done.returncode == 2
    assert "run,start,stop,test" in done.stdout


def test_socket_path_stays_short_enough_for_a_socket(monkeypatch, tmp_path):
    monkeypatch.setenv("INNOVASIA_DATA", str(tmp_path / ("long" * 30)))
    assert len(str(settings.socket_dir() / ".s.PGSQL.5432.lock")) < 107


def test_prune_keeps_the_last_used(tmp_path):
    for age, name in enumerate(["new", "middle", "old"]):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    shell.prune(tmp_path.iterdir(), keep=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["middle", "new"]
