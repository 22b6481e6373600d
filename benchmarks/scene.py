"""What the rows work on: a device, its customers and the posts that Meta would send about them."""

import hashlib
import itertools
import time

from psycopg2.extras import execute_values

from odoo.addons.innovasia_whatsapp.tools import payloads, webhook_payload

SECRET = "benchmark-app-secret"
SENTENCES = (
    "Halo kak, apakah *madu hutan* masih ada?",
    "Saya mau pesan 2 botol, kirim ke Jl. Melati No. 5, Bandung ya",
    "Berapa ongkirnya? Sudah transfer, ini buktinya https://example.com/bukti/1234",
    "Terima kasih 🙏",
)
STATES = ("sent", "delivered", "read")
#: How many other messages are sent before a message reaches its next state.
LAG = 20
_number = itertools.count()


class Device:
    """A device with conversations, in one database."""

    def __init__(self, env, customers: int):
        self.env = env
        self.account = env["wa.account"].create(
            {
                "name": "Benchmark",
                "phone_number_id": "199999999999999",
                "waba_id": "299999999999999",
                "app_secret": SECRET,
                "api_url": "http://127.0.0.1:9",
            }
        )
        self.wa_ids = [f"62812{number:08d}" for number in range(customers)]
        posts = [payloads.inbound(payloads.text(wa_id=wa_id), name=f"Pelanggan {wa_id}") for wa_id in self.wa_ids]
        contacts = [
            m.sender for post in posts for change in webhook_payload.parse(payloads.body(post)) for m in change.messages
        ]
        env.cr.commit()
        env["wa.identity"]._resolve(self.account, contacts)
        self.account = env["wa.account"].browse(self.account.id)

    def text_posts(self, count: int) -> list[bytes]:
        """Posts of one text each, from the customers in turn, no two alike."""
        return [payloads.body(self._text(next(_number))) for _ in range(count)]

    def _text(self, number: int) -> dict:
        wa_id = self.wa_ids[number % len(self.wa_ids)]
        text = payloads.text(
            SENTENCES[number % len(SENTENCES)], wa_id=wa_id, wamid=f"wamid.in.{number}", timestamp=int(time.time())
        )
        return payloads.inbound(text, name=f"Pelanggan {wa_id}", phone_number_id=self.account.phone_number_id)

    def status_posts(self, wamids, states=STATES) -> list[bytes]:
        """Posts of one status each; a message is delivered a moment after it is sent, and read soon after.

        The next message's ``sent`` comes before this one's ``delivered``, and so on: in the order of a device that is
        busy with many open chats.
        """
        now = int(time.time())
        pricing = {"billable": True, "pricing_model": "PMP", "category": "service"}
        ordered = sorted(
            (number + LAG * place, wamid, state) for number, wamid in enumerate(wamids) for place, state in enumerate(states)
        )
        return [
            payloads.body(
                payloads.outcomes(
                    payloads.status(wamid, state, wa_id=self.wa_ids[0], timestamp=now, pricing=pricing),
                    phone_number_id=self.account.phone_number_id,
                )
            )
            for _at, wamid, state in ordered
        ]

    def add_outbound(self, count: int) -> list[str]:
        """Store messages that went to the customers in turn and wait for their statuses; returns their wamids."""
        numbers = [next(_number) for _ in range(count)]
        wamids = [f"wamid.out.{number}" for number in numbers]
        self.env.cr.execute(
            """
            WITH sent AS (
                SELECT channel.id AS channel_id, channel.wa_identity_id, channel.wa_partner_id, news.wamid
                  FROM unnest(%s::text[], %s::text[]) AS news(wamid, wa_id)
                  JOIN wa_identity AS identity ON identity.account_id = %s AND identity.wa_id = news.wa_id
                  JOIN discuss_channel AS channel ON channel.wa_identity_id = identity.id
            ), shown AS (
                INSERT INTO mail_message (model, res_id, message_type, body, message_id, date, create_date)
                SELECT 'discuss.channel', channel_id, 'whatsapp_message', '<p>Baik kak, kami kirim hari ini</p>',
                       wamid, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                  FROM sent
             RETURNING id, message_id
            )
            INSERT INTO wa_message (account_id, identity_id, channel_id, partner_id, mail_message_id, direction, kind,
                                    body, wamid, state, create_date)
            SELECT %s, sent.wa_identity_id, sent.channel_id, sent.wa_partner_id, shown.id, 'outbound', 'text',
                   'Baik kak, kami kirim hari ini', sent.wamid, 'sending', now() AT TIME ZONE 'UTC'
              FROM sent JOIN shown ON shown.message_id = sent.wamid
            """,
            [wamids, [self.wa_ids[n % len(self.wa_ids)] for n in numbers], self.account.id, self.account.id],
        )
        self.env.cr.commit()
        return wamids

    def store(self, posts: list[bytes]) -> None:
        """Put posts into the inbox, as the webhook does."""
        execute_values(
            self.env.cr._obj,
            "INSERT INTO wa_event (account_id, body, digest, state, create_uid, create_date) VALUES %s",
            [(self.account.id, post.decode(), hashlib.sha256(post).hexdigest()) for post in posts],
            template="(%s, %s, %s, 'pending', 1, now() AT TIME ZONE 'UTC')",
            page_size=1000,
        )
        self.env.cr.commit()

    def drain(self) -> None:
        """Work off the inbox as the queue job does, commit after commit."""
        self.account._run("inbox")
        self.env.cr.rollback()  # the next statement sees what the drain committed
        self.env.invalidate_all()
