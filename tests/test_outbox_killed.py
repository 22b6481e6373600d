"""A server that is killed while it sends: nothing is sent twice, and a status says what happened."""

import itertools
import os
import secrets
import signal

import pytest

from tests.waiting import eventually

WORKER = "tests/workers/outbox.py"
# Beginning anywhere, so that the tests may run again on the same simulator.
_numbers = itertools.count(81900000001 + secrets.randbelow(10**9))


@pytest.fixture
def step(fresh_database, odoo_process):
    """Start one step of the outbox as a process on a database that no server works on."""
    database = fresh_database()

    def start(*arguments):
        return odoo_process(database, WORKER, *arguments)

    return start


@pytest.fixture
def number(sim):
    yield f"62{next(_numbers)}"
    sim.delete("/_sim/faults")


def finish(process):
    """Wait for a step and return what it printed, line by line."""
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0, output
    return output.splitlines()


def posts(sim, number):
    bodies = [post["body"] for post in sim.get("/_sim/received", method="POST", limit=500)]
    return [body for body in bodies if isinstance(body, dict) and body.get("to") == number]


@pytest.fixture
def killed(step, sim, number):
    """A message whose post Meta has got and not answered when the sending process was killed."""
    sim.post("/_sim/faults", {"kind": "process_then_hang", "to": number})
    sender = step(f"setup {sim.url} {number} Halo then drain")
    eventually(lambda: posts(sim, number), timeout=60)
    os.kill(sender.pid, signal.SIGKILL)
    sender.wait()


def test_message_of_a_killed_server_becomes_unknown_and_is_never_sent_again(step, sim, number, killed):
    early, late = finish(step("drain then show then expire then drain then show"))
    assert (early.split()[0], late.split()[0]) == ("sending", "unknown")
    assert len(posts(sim, number)) == 1


def test_status_resolves_what_a_killed_server_did_not_record(step, sim, number, killed):
    [post] = posts(sim, number)
    [on_phone] = sim.get("/_sim/messages", contact=number, direction="out")
    status = f"status {on_phone['id']} {post['biz_opaque_callback_data']}"
    [line] = finish(step(f"expire then drain then {status} then show"))
    assert line.startswith("delivered")


def test_two_servers_that_send_at_the_same_time_send_each_message_once(step, sim, number):
    finish(step(f"setup {sim.url} {number} Halo"))
    sim.post("/_sim/faults", {"kind": "slow", "seconds": 2, "to": number})
    for sender in [step("drain"), step("drain")]:
        finish(sender)
    assert len(posts(sim, number)) == 1
