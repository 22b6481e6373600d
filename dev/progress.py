"""What a person sees while something takes long, and when it fails."""

import sys
import threading
import time
from contextlib import contextmanager

HEARTBEAT = 10.0
_note = ""


class Trouble(Exception):
    """One sentence that says what is wrong and what to do. Shown without a traceback."""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def note(text: str) -> None:
    """Say what the running step does right now; shown at the next sign of life."""
    global _note
    _note = text


def run_steps(steps) -> None:
    """Run ``(what, action)`` pairs in order, numbered, with their time and a sign of life every ten seconds."""
    for number, (what, action) in enumerate(steps, 1):
        label = f"[{number}/{len(steps)}] {what}"
        with _alive(label):
            begin = time.monotonic()
            say(label)
            action()
            took = time.monotonic() - begin
        if took >= 1:
            say(f"      done in {duration(took)}")


@contextmanager
def _alive(label: str):
    note("")
    stop = threading.Event()
    begin = time.monotonic()

    def beat():
        while not stop.wait(HEARTBEAT):
            doing = f": {_note}" if _note else ""
            say(f"      ... {duration(time.monotonic() - begin)}{doing}")

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def duration(seconds: float) -> str:
    """``95`` -> ``1 min 35 s``."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def fail(trouble: Exception) -> int:
    """Print a trouble to stderr and return the exit code."""
    sys.stdout.flush()
    print(f"\n{trouble}", file=sys.stderr, flush=True)
    return 1
