"""One inbound message with a thousand agents: nothing may be computed or stored for each of them."""

from statistics import median

from ..databases import copy_of, environment
from ..measure import Bound, Row, seconds
from ..people import add_agents
from ..scene import Device

CUSTOMERS = 5
FEW = 3


def measure(source: str, quick: bool) -> list[Row]:
    """Milliseconds for one message, from its event to the commit and the notice to the sidebars.

    Each round takes single messages from both databases in turn and compares the medians.
    """
    rounds, messages, many = (1, 3, 20) if quick else (7, 8, 1000)
    row = Row(f"cost of one inbound text with {many:,} agents", f"with {FEW} agents", "ms", Bound("<=", 1.2))
    with (
        copy_of(source, "few") as few_name, copy_of(source, "many") as many_name,
        environment(few_name) as few_env, environment(many_name) as many_env,
    ):  # fmt: skip
        few, many_ = _device_with_agents(few_env, FEW), _device_with_agents(many_env, many)
        for _ in range(rounds):
            pairs = [(_cost(few), _cost(many_)) for _ in range(messages)]
            row.rounds.append((median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)))
    return [row]


def _device_with_agents(env, count: int) -> Device:
    add_agents(env, count)
    device = Device(env, CUSTOMERS)
    for _ in range(3):
        _cost(device)
    return device


def _cost(device: Device) -> float:
    device.store(device.text_posts(1))
    return 1000 * seconds(device.drain)
