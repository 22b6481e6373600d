"""Inbound texts: drained in batches, against Odoo's own way of one `message_post` and one commit for each."""

import itertools

from ..databases import environment_on_copy
from ..measure import Bound, Row, seconds
from ..scene import SENTENCES, Device

CUSTOMERS = 40


def measure(source: str, quick: bool) -> list[Row]:
    """Texts per second into the same conversations, from events to what an agent reads.

    Ours includes parsing, duplicates, identities, the bus and the commits. The baseline posts an equally visible
    message (same author and subtype; of the type of a mail that came in, as a WhatsApp message would be sent) and
    keeps nothing of WhatsApp's, so it does less.
    """
    rounds, posted, drained = (1, 10, 50) if quick else (7, 40, 400)
    row = Row("inbound texts drained into conversations", "message_post + commit one by one", "texts/s", Bound(">=", 5))
    with environment_on_copy(source, "inbound") as env:
        device = Device(env, CUSTOMERS)
        channels = itertools.cycle(env["discuss.channel"].search([("wa_account_id", "=", device.account.id)]))

        def post_one_by_one() -> float:
            return posted / seconds(lambda: [_post(env, next(channels)) for _ in range(posted)])

        def drain() -> float:
            device.store(device.text_posts(drained))
            return drained / seconds(device.drain)

        post_one_by_one(), drain()  # caches of the registry are warm in a server too
        return [row.take_turns(rounds, post_one_by_one, drain)]


def _post(env, channel) -> None:
    channel.message_post(
        body=SENTENCES[0],
        author_id=channel.wa_partner_id.id,
        message_type="email",
        subtype_xmlid="mail.mt_comment",
    )
    env.cr.commit()
    env.clear()
