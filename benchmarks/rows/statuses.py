"""Statuses: one UPDATE for a batch, against one search and one write for each.

What counts as applied: a status, ready parsed, that afterwards is in its message's row, committed, with the screens
told. Ours takes them in batches as large as the drain's, so it also folds the several statuses of a message in one
batch. The baseline takes the same statuses in the same order to the same effect: search, write, ticks, commit.

The second row is stricter: ours begins with the stored webhook posts, and also reads, parses and closes them, while
the baseline still begins with parsed statuses. The third, without a bound, leaves the screens out of the baseline only.
"""

from odoo.addons.innovasia_whatsapp.models.wa_event import BATCH
from odoo.addons.innovasia_whatsapp.tools import webhook_payload

from ..databases import environment_on_copy
from ..measure import Bound, Row, seconds
from ..scene import Device

CUSTOMERS = 40


def measure(source: str, quick: bool) -> list[Row]:
    """Statuses per second."""
    rounds, written, messages = (1, 5, 50) if quick else (5, 20, 1000)
    same, bare = "ORM search + write + ticks one by one", "ORM search + write one by one"
    applied = Row("statuses applied", same, "statuses/s", Bound(">=", 50))
    whole = Row("statuses applied, from stored posts", same, "statuses/s", Bound(">=", 50))
    against_bare = Row("statuses applied", bare, "statuses/s")
    with environment_on_copy(source, "statuses") as env:
        device = Device(env, CUSTOMERS)

        def one_by_one(tell: bool) -> float:
            statuses = _parsed(device.status_posts(device.add_outbound(written)))
            return len(statuses) / seconds(lambda: [_write(env, device.account, status, tell) for status in statuses])

        def apply() -> float:
            statuses = _parsed(device.status_posts(device.add_outbound(messages)))
            return len(statuses) / seconds(lambda: _apply(env, device.account, statuses))

        def drain() -> float:
            posts = device.status_posts(device.add_outbound(messages))
            device.store(posts)
            return len(posts) / seconds(device.drain)

        one_by_one(True), apply(), drain()
        applied.take_turns(rounds, lambda: one_by_one(True), apply)
        whole.take_turns(rounds, lambda: one_by_one(True), drain)
        against_bare.take_turns(rounds, lambda: one_by_one(False), apply)
        return [applied, whole, against_bare]


def _parsed(posts) -> list:
    return [status for post in posts for change in webhook_payload.parse(post) for status in change.statuses]


def _write(env, account, status, tell: bool) -> None:
    message = env["wa.message"].search([("account_id", "=", account.id), ("wamid", "=", status.wamid)])
    message.write(
        {
            "state": status.state,
            f"{status.state}_at": status.timestamp,
            "pricing_category": status.pricing["category"],
            "billable": status.pricing["billable"],
        }
    )
    if tell:
        message._notify_ticks()
    env.cr.commit()
    env.clear()


def _apply(env, account, statuses) -> None:
    for begin in range(0, len(statuses), BATCH):
        env["wa.message"]._apply_statuses(account, statuses[begin : begin + BATCH])
        env.cr.commit()
        env.clear()
