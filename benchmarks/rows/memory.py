"""Memory of a drain: a long queue must not be held at once."""

import subprocess
import sys
from pathlib import Path

from ..databases import copy_of, environment
from ..measure import Bound, Row
from ..scene import Device

CUSTOMERS = 40
CHUNK = 1_000


def measure(source: str, quick: bool) -> list[Row]:
    """Peak resident memory (MB) of a fresh process that drains a long queue, against one that drains a short one.

    In the queue are three statuses to one text, as Meta says to plan for.
    """
    few, many = (200, 400) if quick else (5_000, 50_000)
    row = Row(f"peak memory while draining {many:,} events", f"draining {few:,}", "MB", Bound("<=", 1.2))
    row.take_turns(1, lambda: _peak(source, few), lambda: _peak(source, many))
    return [row]


def _peak(source: str, events: int) -> float:
    with copy_of(source, "memory") as name:
        with environment(name) as env:
            device = Device(env, CUSTOMERS)
            for _ in range(0, events, CHUNK):
                _queue(device, min(events, CHUNK) // 4)
            account_id = device.account.id
        root = Path(__file__).parents[2]
        command = [sys.executable, "-m", "benchmarks.drain", name, str(account_id)]
        output = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=True, text=True).stdout
        return int(output) / 1024


def _queue(device: Device, quarter: int) -> None:
    statuses = device.status_posts(device.add_outbound(quarter))
    texts = device.text_posts(quarter)
    device.store([post for number, text in enumerate(texts) for post in (text, *statuses[number::quarter])])
