"""The sidebar's list: opening it must not depend on how many conversations there are."""

from odoo import Command

from ..databases import copy_of, environment
from ..filling import fill_conversations
from ..measure import Bound, Row, seconds
from ..scene import Device


def measure(source: str, quick: bool) -> list[Row]:
    """Milliseconds for the first page of an agent's list: a page that reads or sorts all of them misses by far."""
    rounds, pages, few, many = (1, 2, 100, 1000) if quick else (7, 10, 1_000, 100_000)
    row = Row(f"sidebar page at {many:,} conversations", f"at {few:,}", "ms", Bound("<=", 2))
    with (
        copy_of(source, "short") as short_name, copy_of(source, "long") as long_name,
        environment(short_name) as short_env, environment(long_name) as long_env,
    ):  # fmt: skip
        short, long = _as_agent(short_env, few), _as_agent(long_env, many)
        _cost(short, pages), _cost(long, pages)
        return [row.take_turns(rounds, lambda: _cost(short, pages), lambda: _cost(long, pages))]


def _as_agent(env, conversations: int):
    fill_conversations(Device(env, 1), conversations)
    group = env.ref("innovasia_whatsapp.group_user")
    agent = env["res.users"].create({"name": "CS", "login": "bench_cs", "group_ids": [Command.link(group.id)]})
    env.cr.commit()
    return env(user=agent.id, su=False)


def _cost(env, pages: int) -> float:
    def open_list():
        for _ in range(pages):
            env.clear()
            env["discuss.channel"]._wa_inbox_page("all")

    return 1000 * seconds(open_list) / pages
