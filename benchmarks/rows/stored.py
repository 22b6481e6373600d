"""The drain beside a long history: it must not slow down as messages pile up."""

from ..databases import copy_of, environment
from ..filling import fill_history
from ..measure import Bound, Row, seconds
from ..scene import Device

CUSTOMERS = 40


def measure(source: str, quick: bool) -> list[Row]:
    """Events per second, one text to two statuses, at many messages stored against few."""
    rounds, events, few, many = (1, 60, 100, 1000) if quick else (9, 1_200, 1_000, 100_000)
    row = Row(f"events drained at {many:,} messages stored", f"at {few:,}", "events/s", Bound(">=", 0.8))
    with (
        copy_of(source, "short") as short_name, copy_of(source, "long") as long_name,
        environment(short_name) as short_env, environment(long_name) as long_env,
    ):  # fmt: skip
        short, long = Device(short_env, CUSTOMERS), Device(long_env, CUSTOMERS)
        fill_history(short, few)
        fill_history(long, many)
        _rate(short, events), _rate(long, events)
        return [row.take_turns(rounds, lambda: _rate(short, events), lambda: _rate(long, events))]


def _rate(device: Device, events: int) -> float:
    third = events // 3
    statuses = device.status_posts(device.add_outbound(third), states=("sent", "delivered"))
    device.store(
        [post for posts in zip(device.text_posts(third), statuses[:third], statuses[third:], strict=True) for post in posts]
    )
    return third * 3 / seconds(device.drain)
