"""Faults the operator or a test asked for, and which requests they meet."""

from .ids import digits, short_id

KINDS = ("error", "http", "hang", "process_then_hang", "reset", "process_then_reset", "slow", "garbage")
PLACES = ("send", "read", "upload", "lookup", "download", "any")
MODES = ("auto", "sync", "async")
BEFORE = ("http", "hang", "reset")
AFTER = ("process_then_hang", "process_then_reset", "slow", "garbage")


class Faults:
    """The waiting faults, oldest first."""

    def __init__(self, sim):
        self.sim = sim
        self.docs = sim.store.faults

    def add(self, values):
        """Check and keep a fault; raise ValueError with a sentence when it is not understood."""
        fault = {
            "kind": "error",
            "where": "send",
            "count": 1,
            "mode": "auto",
            "code": None,
            "details": None,
            "http_status": None,
            "body": None,
            "seconds": 2,
            "phone_number_id": None,
            "to": None,
        }
        unknown = set(values) - set(fault)
        if unknown:
            raise ValueError(f"A fault has no {', '.join(sorted(unknown))}.")
        fault.update(values)
        for key, choices in (("kind", KINDS), ("where", PLACES), ("mode", MODES)):
            if fault[key] not in choices:
                raise ValueError(f"{key} is one of {', '.join(choices)}.")
        for key in ("count", "code", "http_status"):
            if fault[key] is not None and (not isinstance(fault[key], int) or isinstance(fault[key], bool)):
                raise ValueError(f"{key} is a whole number.")
        if not isinstance(fault["seconds"], int | float):
            raise ValueError("seconds is a number.")
        if fault["kind"] == "error" and fault["code"] is None:
            raise ValueError("A fault of kind error needs a code.")
        fault |= {"id": short_id("f"), "left": fault["count"] or None, "used": 0, "at": self.sim.clock.now()}
        self.docs.put(fault)
        self.publish()
        return fault

    def take(self, where, phone_number_id=None, to=None):
        """Return the oldest fault for such a request and count it, or None."""
        for fault in self.docs:
            if fault["where"] not in (where, "any"):
                continue
            if fault["phone_number_id"] and fault["phone_number_id"] != phone_number_id:
                continue
            if fault["to"] and digits(fault["to"]) != digits(to) and fault["to"] != to:
                continue
            fault["used"] += 1
            if fault["left"]:
                fault["left"] -= 1
            if fault["left"] == 0:
                self.docs.delete(fault["id"])
            else:
                self.docs.put(fault)
            self.publish()
            return fault
        return None

    def publish(self):
        """Tell the pages."""
        self.sim.live.publish("faults", list(self.docs))
