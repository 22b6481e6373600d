"""The examples of docs/integration.md, run as an integrator would run them."""

import os
import re
import subprocess
import sys

import pytest

from dev.odoo_env import variables
from dev.settings import ROOT
from tests.waiting import eventually

SECTION = re.compile(r"^## (XML-RPC|JSON-2|Sales|Bank transfers|Automatic messages)$(.*?)(?=^## )", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples():
    """The program that the examples of each section make up."""
    text = (ROOT / "docs/integration.md").read_text(encoding="utf-8")
    programs = {name: EXAMPLE.findall(body) for name, body in SECTION.findall(text)}
    for name in ("Sales", "Bank transfers", "Automatic messages"):
        programs[name].insert(0, programs["JSON-2"][0])  # which says how to call
    return {name: "\n".join(program) for name, program in programs.items()}


@pytest.fixture(scope="module")
def api_key(server):
    """An API key of the administrator."""
    done = subprocess.run(
        [sys.executable, ROOT / "tests/workers/make_api_key.py", "admin"],
        cwd=ROOT, env=variables(server.db), text=True, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout.split()[-1]


@pytest.mark.parametrize(("protocol", "number"), [("XML-RPC", "7"), ("JSON-2", "8")])
def test_examples_run_as_they_stand(server, sim, admin, api_key, protocol, number):
    sim.post(
        "/_sim/numbers",
        {"display_phone_number": f"+62 811-1000-00{number}", "verified_name": "Extra",
         "phone_number_id": f"10000000000000{number}", "waba_id": "200000000000001"},
    )  # fmt: skip
    wamid = sim.post("/_sim/inbound", {"contact": f"62812000000{number}", "kind": "text", "payload": {"body": "Halo"}})["wamid"]
    sim.post("/_sim/flush", {"timeout": 20})
    [row] = eventually(lambda: admin.search_read("wa.message", [["wamid", "=", wamid]], ["channel_id"]))
    variables = {
        "URL": server.url, "DB": server.db, "LOGIN": "admin", "KEY": api_key,
        "API_URL": server.sim_url, "PHONE_NUMBER_ID": f"10000000000000{number}",
        "CONVERSATION_ID": str(row["channel_id"][0]),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", examples()[protocol]],
        env={**os.environ, **variables}, text=True, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].strip() == "connected"
    assert re.search(r"sent|delivered|read|outgoing|sending", lines[-1])
    said = eventually(
        lambda: [m for m in sim.get("/_sim/messages", contact=f"62812000000{number}", direction="out") if "order" in str(m)]
    )
    assert said


def test_a_sale_goes_from_the_contact_to_the_ledger(server, api_key):
    variables = {"URL": server.url, "DB": server.db, "KEY": api_key, "CUSTOMER": "0812-3456-7099"}
    done = subprocess.run(
        [sys.executable, "-c", examples()["Sales"]],
        env={**os.environ, **variables}, text=True, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ordered, claimed, accepted, shipped, *items, balanced = done.stdout.splitlines()
    assert ordered.endswith(" draft")
    assert claimed.startswith("TRX/") and claimed.endswith(" pending")
    assert accepted.startswith("accepted KW/")
    assert shipped.startswith("done ")
    assert len(items) >= 4
    assert balanced == "balanced"


def test_an_order_is_paid_by_a_mutation_that_is_handed_over(server, api_key):
    variables = {"URL": server.url, "DB": server.db, "KEY": api_key}
    done = subprocess.run(
        [sys.executable, "-c", examples()["Bank transfers"]],
        env={**os.environ, **variables}, text=True, capture_output=True, timeout=90, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "BCA 5220304050 PT Toko Innovasia True", "the same amount", "1 new", "1 known", "paid True ordered",
    ]  # fmt: skip


def test_what_became_of_an_automatic_message_can_be_asked(server, api_key):
    variables = {"URL": server.url, "DB": server.db, "KEY": api_key, "CUSTOMER": "0812-3456-7098"}
    done = subprocess.run(
        [sys.executable, "-c", examples()["Automatic messages"]],
        env={**os.environ, **variables}, text=True, capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    due, *steps = done.stdout.splitlines()
    assert due.split()[0] in ("waiting", "sent")
    assert [step for step in steps if step.count("|") == 2]
    assert "Order noted" in done.stdout
