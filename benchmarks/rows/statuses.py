"""Statuses: one UPDATE for a batch, against one search and one write for each.

What counts as applied: a status, ready parsed, that afterwards is in its message's row, committed, with the screens
told. Ours takes them in batches as large as the drain's, so it also folds the several statuses of a message in one
batch. The baseline takes the same statuses in the same order, writes the same columns, and does not tell the screens.

A second row has no bound: there ours begins with stored webhook posts, and also reads, parses and closes them.
"""

from odoo.addons.innovasia_whatsapp.models.wa_event import BATCH
from odoo.addons.innovasia_whatsapp.tools import webhook_payload

from ..databases import environment_on_copy
from ..measure import Bound, Row, seconds
from ..scene import Device

CUSTOMERS = 40


def measure(source: str, quick: bool) -> list[Row]:
    """Statuses per second, once parsed and from posts."""
    rounds, written, messages = (1, 10, 50) if quick else (7, 40, 1000)
    name = "ORM search + write one by one"
    parsed = Row("statuses applied", name, "statuses/s", Bound(">=", 50))
    whole = Row("statuses applied, parsing and inbox included", name, "statuses/s")
    with environment_on_copy(source, "statuses") as env:
        device = Device(env, CUSTOMERS)

        def write_one_by_one() -> float:
            statuses = _parsed(device.status_posts(device.add_outbound(written)))
            return len(statuses) / seconds(lambda: [_write(env, device.account, status) for status in statuses])

        def apply() -> float:
            statuses = _parsed(device.status_posts(device.add_outbound(messages)))
            return len(statuses) / seconds(lambda: _apply(env, device.account, statuses))

        def drain() -> float:
            posts = device.status_posts(device.add_outbound(messages))
            device.store(posts)
            return len(posts) / seconds(device.drain)

        write_one_by_one(), apply(), drain()
        parsed.take_turns(rounds, write_one_by_one, apply)
        whole.take_turns(rounds, write_one_by_one, drain)
        return [parsed, whole]


def _parsed(posts) -> list:
    return [status for post in posts for change in webhook_payload.parse(post) for status in change.statuses]


def _write(env, account, status) -> None:
    message = env["wa.message"].search([("account_id", "=", account.id), ("wamid", "=", status.wamid)])
    message.write(
        {
            "state": status.state,
            f"{status.state}_at": status.timestamp,
            "pricing_category": status.pricing["category"],
            "billable": status.pricing["billable"],
        }
    )
    env.cr.commit()
    env.clear()


def _apply(env, account, statuses) -> None:
    for begin in range(0, len(statuses), BATCH):
        env["wa.message"]._apply_statuses(account, statuses[begin : begin + BATCH])
        env.cr.commit()
        env.clear()
