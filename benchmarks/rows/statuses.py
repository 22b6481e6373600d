"""Statuses: one UPDATE for a batch, against one search and one write for each.

What counts as applied: a status that was a stored webhook post before, and afterwards is the state of its message,
committed, with the screens told. So ours includes reading the posts, parsing them, and closing them. The baseline
gets its statuses ready parsed, and writes the same columns through the ORM.
"""

import itertools

from odoo import fields
from odoo.addons.innovasia_whatsapp.models.wa_event import BATCH
from odoo.addons.innovasia_whatsapp.tools import webhook_payload

from ..databases import environment_on_copy
from ..measure import Bound, Row, seconds
from ..scene import Device

CUSTOMERS = 40
STATES = ("sent", "delivered", "read")


def measure(source: str, quick: bool) -> list[Row]:
    """Statuses per second: through the inbox (the bound), and for orientation without it."""
    rounds, written, messages = (1, 20, 50) if quick else (7, 150, 2000)
    whole = Row("statuses applied, from posts to screens", "ORM search + write one by one", "statuses/s", Bound(">=", 50))
    alone = Row("statuses applied, once parsed", "ORM search + write one by one", "statuses/s")
    with environment_on_copy(source, "statuses") as env:
        device = Device(env, CUSTOMERS)

        def write_one_by_one() -> float:
            wamids = device.add_outbound(written // len(STATES))
            return len(wamids) * len(STATES) / seconds(lambda: [_write(env, device.account, *pair) for pair in itertools.product(STATES, wamids)])

        def drain() -> float:
            posts = device.status_posts(device.add_outbound(messages))
            device.store(posts)
            return len(posts) / seconds(device.drain)

        def apply() -> float:
            posts = device.status_posts(device.add_outbound(messages))
            statuses = [status for post in posts for change in webhook_payload.parse(post) for status in change.statuses]
            return len(statuses) / seconds(lambda: _apply(env, device.account, statuses))

        write_one_by_one(), drain()
        whole.take_turns(rounds, write_one_by_one, drain)
        alone.take_turns(rounds, write_one_by_one, apply)
        return [whole, alone]


def _write(env, account, state: str, wamid: str) -> None:
    message = env["wa.message"].search([("account_id", "=", account.id), ("wamid", "=", wamid)])
    message.write({"state": state, f"{state}_at": fields.Datetime.now(), "pricing_category": "service", "billable": True})
    env.cr.commit()
    env.clear()


def _apply(env, account, statuses) -> None:
    for begin in range(0, len(statuses), BATCH):
        env["wa.message"]._apply_statuses(account, statuses[begin : begin + BATCH])
        env.cr.commit()
        env.clear()
