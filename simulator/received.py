"""A record of the Graph requests that came in, for the panel and for tests."""

import json

from .ids import short_id

BODY_KEPT = 20_000


class Received:
    """The newest requests; long bodies are cut."""

    def __init__(self, sim):
        self.sim = sim
        self.docs = sim.store.received

    def add(self, method, path, query):
        """Note that a request came, and return its record."""
        return self.docs.put(
            {
                "id": short_id("r"),
                "at": self.sim.clock.now(),
                "method": method,
                "path": path,
                "query": query,
                "body": None,
                "status": None,
                "response": None,
                "fault": None,
            }
        )

    def finish(self, record, status=None, response=None):
        """Complete a record with the answer, and tell the pages."""
        record["status"] = status
        record["response"] = shortened(response)
        if record["id"] in self.docs:
            self.docs.put(record)
        self.sim.live.publish("received", record)


def shortened(value):
    """Return JSON data as it is, or the beginning of its text when it is long."""
    if value is None:
        return None
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    text = value if isinstance(value, str) else json.dumps(value)
    return value if len(text) <= BODY_KEPT else text[:BODY_KEPT] + "…"
