"""Wait for what happens in another process."""

import time


def eventually(look, timeout: float = 15.0):
    """Return the first truthy answer of ``look``; fail with the last answer when none comes in time."""
    deadline = time.monotonic() + timeout
    while not (answer := look()):
        assert time.monotonic() < deadline, f"nothing within {timeout} s; last answer: {answer!r}"
        time.sleep(0.05)
    return answer
