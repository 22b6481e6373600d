"""A record of the Graph requests that came in, for the panel and for tests."""

import json
import re

from .ids import short_id

BODY_KEPT = 20_000
SECRETS = ("verify_token", "access_token", "pin")


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
        record["body"] = shortened(masked(record["body"]))
        record["response"] = shortened(masked(response))
        if record["id"] in self.docs:
            self.docs.put(record)
        self.sim.live.publish("received", record)


def masked(value):
    """Return JSON data with the secrets in it starred."""
    if isinstance(value, dict):
        return {key: "***" if key in SECRETS else masked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [masked(item) for item in value]
    return re.sub(r"(access_token=)[^&\s]+", r"\1***", value) if isinstance(value, str) else value


def shortened(value):
    """Return JSON data as it is, or the beginning of its text when it is long."""
    text = value if isinstance(value, str) else json.dumps(value)
    return value if len(text) <= BODY_KEPT else text[:BODY_KEPT] + "…"
