"""How often strangers may do something that costs us work."""

import time
from collections import OrderedDict, deque
from threading import Lock


class Rate:
    """At most ``most`` times in ``seconds`` for each key, counted by each process of the server for itself.

    Nothing is written for it: whoever floods a page must not make the database work.
    """

    def __init__(self, most, seconds, keys=10_000):
        """:param int keys: how many are remembered; the one that was silent longest is forgotten first"""
        self._most, self._seconds, self._keys = most, seconds, keys
        self._times = OrderedDict()
        self._lock = Lock()

    def allows(self, key):
        """:return: whether ``key`` may do it once more; if so, this once is counted"""
        now = time.monotonic()
        with self._lock:
            times = self._times.setdefault(key, deque())
            self._times.move_to_end(key)
            while times and now - times[0] >= self._seconds:
                times.popleft()
            if len(times) >= self._most:
                return False
            times.append(now)
            while len(self._times) > self._keys:
                self._times.popitem(last=False)
            return True
