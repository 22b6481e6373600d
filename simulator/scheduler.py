"""Things to do later, by the simulated clock, so that moving the clock brings them forward."""

import asyncio
import heapq
import itertools
import logging

_logger = logging.getLogger(__name__)


class Scheduler:
    """A heap of (due, callback); `category` lets a caller ask what is still to come."""

    def __init__(self, clock):
        self.clock = clock
        self._heap = []
        self._order = itertools.count()
        self._pending = {}
        self._wake = asyncio.Event()
        self._task = None

    def start(self):
        """Begin to run what is due; needs a running event loop."""
        self._wake = asyncio.Event()
        self._task = asyncio.create_task(self._run())

    async def stop(self):
        """Forget nothing, but run nothing any more."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    def at(self, due, category, callback, *args):
        """Call `callback(*args)` (a plain function) once the clock has reached `due`."""
        self._pending[category] = self._pending.get(category, 0) + 1
        heapq.heappush(self._heap, (due, next(self._order), category, callback, args))
        self._wake.set()

    def pending(self, category):
        """Return how many calls of `category` are still to come."""
        return self._pending.get(category, 0)

    def clear(self):
        """Forget everything that was planned."""
        self._heap.clear()
        self._pending.clear()
        self._wake.set()

    def wake(self):
        """Look again at the clock, which was moved."""
        self._wake.set()

    async def _run(self):
        while True:
            self._wake.clear()
            while self._heap and self._heap[0][0] <= self.clock.now():
                _due, _order, category, callback, args = heapq.heappop(self._heap)
                self._pending[category] -= 1
                try:
                    callback(*args)
                except Exception:
                    _logger.exception("A planned %s failed", category)
            wait = max(0.0, self._heap[0][0] - self.clock.now()) if self._heap else None
            try:
                await asyncio.wait_for(self._wake.wait(), wait)
            except asyncio.TimeoutError:
                continue
