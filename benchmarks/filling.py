"""A history of messages and conversations, written by SQL in bulk: what years of use leave in the tables."""

from .databases import analyze
from .scene import Device

WORDS = "Halo kak, pesanan saya yang kemarin sudah sampai mana ya? Mohon dicek, terima kasih."


def fill_history(device: Device, messages: int) -> None:
    """Store messages of both directions in the device's conversations and their drained events, evenly over two weeks."""
    values = {"account": device.account.id, "count": messages, "words": WORDS, "body": device.text_posts(1)[0].decode()}
    device.env.cr.execute(_HISTORY, values)
    device.env.cr.execute(_EVENTS, values)
    analyze(device.env)


def fill_conversations(device: Device, conversations: int) -> None:
    """Store customers with their conversations, the latest message of each at another minute."""
    device.env.cr.execute(_CONVERSATIONS, {"account": device.account.id, "count": conversations})
    analyze(device.env)


_HISTORY = """
    WITH numbered AS (
        SELECT channel.id AS channel_id, channel.wa_identity_id, channel.wa_partner_id,
               row_number() OVER (ORDER BY channel.id) - 1 AS place, count(*) OVER () AS places
          FROM discuss_channel AS channel WHERE channel.wa_account_id = %(account)s
    ), history AS (
        SELECT number, numbered.*, 'wamid.old.' || number AS wamid, number %% 2 = 0 AS inbound,
               now() AT TIME ZONE 'UTC' - (%(count)s - number) * (interval '14 days' / %(count)s) AS at
          FROM generate_series(1, %(count)s) AS number
          JOIN numbered ON numbered.place = number %% numbered.places
    ), shown AS (
        INSERT INTO mail_message (model, res_id, author_id, message_type, subtype_id, body, message_id, date, create_date)
        SELECT 'discuss.channel', channel_id, CASE WHEN inbound THEN wa_partner_id END, 'whatsapp_message',
               (SELECT res_id FROM ir_model_data WHERE module = 'mail' AND name = 'mt_comment'),
               '<p>' || %(words)s || '</p>', wamid, at, at
          FROM history ORDER BY number
     RETURNING id, message_id
    )
    INSERT INTO wa_message (account_id, identity_id, channel_id, partner_id, mail_message_id, direction, kind, body,
                            wamid, state, timestamp, create_date)
    SELECT %(account)s, wa_identity_id, channel_id, wa_partner_id, shown.id,
           CASE WHEN inbound THEN 'inbound' ELSE 'outbound' END, 'text', %(words)s, wamid,
           CASE WHEN inbound THEN 'received' ELSE 'read' END, at, at
      FROM history JOIN shown ON shown.message_id = wamid
"""

_EVENTS = """
    INSERT INTO wa_event (account_id, body, digest, state, create_uid, create_date)
    SELECT %(account)s, %(body)s, encode(sha256(number::text::bytea), 'hex'), 'done', 1,
           now() AT TIME ZONE 'UTC' - (%(count)s - number) * (interval '14 days' / %(count)s)
      FROM generate_series(1, %(count)s) AS number
"""

_CONVERSATIONS = """
    WITH numbers AS (
        SELECT number, 'Pelanggan ' || number AS name, (62850000000000 + number)::text AS wa_id,
               now() AT TIME ZONE 'UTC' - number * interval '1 minute' AS at
          FROM generate_series(1, %(count)s) AS number
    ), partner AS (
        INSERT INTO res_partner (name, complete_name, active, wa_number, phone, type)
        SELECT name, name, TRUE, wa_id, '+' || wa_id, 'contact' FROM numbers
     RETURNING id, wa_number
    ), identity AS (
        INSERT INTO wa_identity (account_id, wa_id, profile_name, partner_id)
        SELECT %(account)s, numbers.wa_id, numbers.name, partner.id
          FROM numbers JOIN partner ON partner.wa_number = numbers.wa_id
     RETURNING id, wa_id, partner_id
    )
    INSERT INTO discuss_channel (name, channel_type, active, wa_account_id, wa_identity_id, wa_partner_id, uuid,
                                 last_interest_dt, wa_window_expires_at, create_date)
    SELECT numbers.name, 'whatsapp', TRUE, %(account)s, identity.id, identity.partner_id, md5(numbers.wa_id),
           at, at + interval '24 hours', at
      FROM numbers JOIN identity USING (wa_id)
"""
