"""Server-sent events: what changed, to every open page."""

import asyncio
import json

QUEUE_CAP = 1000


class Live:
    """Fans events out to the listeners; one that does not keep up is told to reload."""

    def __init__(self):
        self._queues = set()

    def publish(self, event, data):
        """Send an event (a name and something JSON can hold) to all pages."""
        if not self._queues:
            return
        text = f"event: {event}\ndata: {json.dumps(data)}\n\n"
        for queue in self._queues:
            if queue.qsize() >= QUEUE_CAP:
                while not queue.empty():
                    queue.get_nowait()
                queue.put_nowait("event: reset\ndata: {}\n\n")
            queue.put_nowait(text)

    def close(self):
        """End all streams."""
        for queue in self._queues:
            queue.put_nowait(None)

    async def stream(self, on_close=None):
        """Yield the events of one listener as text, with a comment now and then to keep the line."""
        queue = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield "retry: 1000\n\n: hello\n\n"
            while True:
                try:
                    text = await asyncio.wait_for(queue.get(), 15)
                except asyncio.TimeoutError:
                    text = ": still here\n\n"
                if text is None:
                    return
                yield text
        finally:
            self._queues.discard(queue)
            if on_close:
                on_close()
