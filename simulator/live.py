"""Server-sent events: what changed, to every open page."""

import asyncio
import contextlib
import json

from starlette.responses import Response

from .transport import until_gone

QUEUE_CAP = 1000
KEEP_ALIVE = 15


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

    def response(self, on_close=None):
        """Return the stream of one listener; `on_close` is called when it goes away."""
        return Stream(self, on_close)

    @contextlib.contextmanager
    def listening(self):
        """Give a queue of events for as long as somebody listens."""
        queue = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield queue
        finally:
            self._queues.discard(queue)


class Stream(Response):
    """Sends events until the listener goes away, which is noticed at once and not at the next event."""

    media_type = "text/event-stream"

    def __init__(self, live, on_close):
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        self.live = live
        self.on_close = on_close
        del self.headers["content-length"]

    async def __call__(self, scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        gone = asyncio.create_task(until_gone(receive))
        try:
            with self.live.listening() as queue:
                await self._send(send, "retry: 1000\n\n: hello\n\n")
                while not gone.done():
                    text = await self._next(queue, gone)
                    if text is None:
                        break
                    await self._send(send, text)
        finally:
            gone.cancel()
            if self.on_close:
                self.on_close()
        await self._send(send, "", more=False)

    @staticmethod
    async def _next(queue, gone):
        waiting = asyncio.create_task(queue.get())
        await asyncio.wait({waiting, gone}, timeout=KEEP_ALIVE, return_when=asyncio.FIRST_COMPLETED)
        if waiting.done():
            return waiting.result()
        waiting.cancel()
        return None if gone.done() else ": still here\n\n"

    @staticmethod
    async def _send(send, text, more=True):
        await send({"type": "http.response.body", "body": text.encode(), "more_body": more})
