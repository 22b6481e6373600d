"""The simulated clock: real time plus an offset that tests and the operator may move."""

import time


class Clock:
    """Seconds since the epoch, `offset` seconds away from the real time."""

    def __init__(self, offset=0.0):
        self.offset = offset

    def now(self):
        """Return the simulated time as float seconds since the epoch (UTC)."""
        return time.time() + self.offset

    def advance(self, seconds):
        """Move the clock by `seconds`, forwards or backwards."""
        self.offset += seconds

    def set(self, moment):
        """Let it be `moment` (seconds since the epoch) now."""
        self.offset = moment - time.time()

    def reset(self):
        """Go back to the real time."""
        self.offset = 0.0
