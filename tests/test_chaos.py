"""Meta delivers twice, out of order and in batches; processes race, and one is killed: nothing of it shows."""

import json
import random
import signal

import pytest

from tests.chaos_events import batches, events

WORKER = "tests/workers/wire.py"


@pytest.fixture
def wire(odoo_process):
    """Start a worker on a database with its commands; ``finish`` waits for its end, ``run`` does both."""

    class Wire:
        @staticmethod
        def start(db, *commands):
            return odoo_process(db, WORKER, *commands)

        @staticmethod
        def finish(process):
            output = process.communicate(timeout=600)[0]
            assert process.returncode == 0, output[-4000:]
            return output.splitlines()[-1]

        def run(self, db, *commands):
            return self.finish(self.start(db, *commands))

        def dump(self, db, *commands):
            """What a database holds in the end."""
            return json.loads(self.run(db, *commands, "dump"))

    return Wire()


def _write(path, posts):
    """Write posts to a file; returns the command that stores them."""
    path.write_text(json.dumps(posts))
    return f"store={path}"


def _wait_for(process, word):
    for line in process.stdout:
        if line.strip() == word:
            return
    raise AssertionError(f"{word!r} was never said; the process ended with {process.wait()}")


def test_a_thousand_events_in_chaos_end_as_in_one_clean_pass(fresh_database, wire, tmp_path):
    dice = random.Random(20260101)
    told = events(dice, 1_000)
    in_order = _write(tmp_path / "clean.json", batches(told))
    expected = wire.dump(fresh_database(), "seed", in_order, "drain")

    chaos, twice = fresh_database(), told * 2
    dice.shuffle(twice)
    posts = batches(twice, lambda: dice.randint(1, 8))
    half = len(posts) // 2
    wire.run(chaos, "seed", _write(tmp_path / "first.json", posts[:half]))
    victim = wire.start(chaos, "hang=3")
    writer = wire.start(chaos, _write(tmp_path / "second.json", posts[half:]))
    _wait_for(victim, "hanging")
    survivor = wire.start(chaos, "drain")
    victim.send_signal(signal.SIGKILL)
    wire.finish(writer)
    wire.finish(survivor)
    found = wire.dump(chaos, "drain")

    assert sum(len(conversation["messages"]) for conversation in expected["conversations"]) > 700
    assert expected["events"] == ["done"]
    for part, content in expected.items():
        assert found[part] == content, part


@pytest.mark.parametrize("how", ["first_message", "both_devices", "same_person"])
def test_twenty_processes_that_meet_a_new_customer_make_one_partner(fresh_database, wire, how):
    found = wire.dump(fresh_database(), "seed", f"rush={how}")
    assert found["partners"].count("6281200000001") == 1
    mine = [c for c in found["conversations"] if c["customer"][0] == "6281200000001"]
    assert len(mine) == (1 if how == "first_message" else 2)
    said = sorted(message["wamid"] for conversation in mine for message in conversation["messages"])
    assert said == ([] if how == "same_person" else sorted(f"wamid.rush.{number}" for number in range(20)))


def test_replaying_while_draining_shows_every_message_once(fresh_database, wire, tmp_path):
    db = fresh_database()
    told = [event for event in events(random.Random(7), 200) if event["sort"] == "message"]
    posts = batches(told)
    for post in posts[::2]:
        # Its neighbour is taken at once; the post is dead all the same, and can be replayed.
        post["entry"][0]["changes"][0]["value"]["messages"].append({"id": "wamid.broken", "type": "text"})
    before = wire.dump(db, "seed", _write(tmp_path / "posts.json", posts), "drain")
    assert before["events"] == ["dead", "done"]
    again = _write(tmp_path / "again.json", batches(told, lambda: 3))
    both = [wire.start(db, "replay"), wire.start(db, again, "drain")]
    for process in both:
        wire.finish(process)
    after = wire.dump(db, "drain")
    assert after["conversations"] == before["conversations"]
    assert after["events"] == ["dead", "done"]
