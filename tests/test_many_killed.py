"""What takes long goes on in the background: whoever pulls the plug loses nothing, and nothing is done twice."""

import re

WORKER = "tests/workers/many.py"
COUNT = 120


def test_long_run_of_acceptances_survives_power_cuts(fresh_database, run_worker):
    output = run_worker(fresh_database(), WORKER, str(COUNT), "3", "6", "6", timeout=240)
    outcome, killed = re.search(r"^(accepted.*)\|killed (\d)", output, re.MULTILINE).groups()
    assert outcome == f"accepted {COUNT}, payments {COUNT}, done {COUNT}, done", output
    assert int(killed) >= 1, "no process was killed before it was over"
