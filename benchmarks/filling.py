"""A history of messages and conversations, written by SQL in bulk: what years of use leave in the tables."""

from .bulk import in_bulk
from .databases import analyze
from .scene import Device

WORDS = "Halo kak, pesanan saya yang kemarin sudah sampai mana ya? Mohon dicek, terima kasih."


def fill_history(device: Device, messages: int) -> None:
    """Store messages of both directions in the device's conversations and their drained events, evenly over two weeks."""
    fill_messages(device, messages)
    values = {"account": device.account.id, "count": messages, "body": device.text_posts(1)[0].decode()}
    device.env.cr.execute(_EVENTS, values)
    analyze(device.env)


def fill_messages(device: Device, messages: int) -> None:
    """Store messages of both directions in the device's conversations, evenly over two weeks."""
    values = {"account": device.account.id, "count": messages, "words": WORDS}
    with in_bulk(device.env, "mail_message", "wa_message"):
        for statement in (_HISTORY, _MAIL, _MESSAGES):
            device.env.cr.execute(statement, values)
    device.env.cr.commit()


# The messages' ids are drawn beforehand, so that two plain statements can use them.
_MAIL = """
    INSERT INTO mail_message (id, model, res_id, author_id, message_type, subtype_id, body, message_id, date, create_date)
    SELECT mail_id, 'discuss.channel', channel_id, author_id, 'whatsapp_message',
           (SELECT res_id FROM ir_model_data WHERE module = 'mail' AND name = 'mt_comment'),
           '<p>' || %(words)s || '</p>', wamid, at, at
      FROM bench_history ORDER BY mail_id
"""

_MESSAGES = """
    INSERT INTO wa_message (account_id, identity_id, channel_id, partner_id, mail_message_id, direction, kind, body,
                            wamid, state, timestamp, create_date)
    SELECT %(account)s, wa_identity_id, channel_id, wa_partner_id, mail_id,
           CASE WHEN inbound THEN 'inbound' ELSE 'outbound' END, 'text', %(words)s, wamid,
           CASE WHEN inbound THEN 'received' ELSE 'read' END, at, at
      FROM bench_history ORDER BY mail_id
"""

_HISTORY = """
    CREATE TEMPORARY TABLE bench_history ON COMMIT DROP AS
      WITH numbered AS (
           SELECT channel.id AS channel_id, wa_identity_id, wa_partner_id, agent.partner_id AS agent_partner_id,
                  row_number() OVER (ORDER BY channel.id) - 1 AS place
             FROM discuss_channel AS channel LEFT JOIN res_users AS agent ON agent.id = channel.wa_agent_id
            WHERE wa_account_id = %(account)s
      ), counted AS (
           SELECT count(*) AS places FROM numbered
      )
    SELECT (SELECT last_value FROM mail_message_id_seq) + number AS mail_id,
           numbered.*, 'wamid.old.' || number AS wamid, inbound,
           CASE WHEN inbound THEN wa_partner_id ELSE agent_partner_id END AS author_id,
           now() AT TIME ZONE 'UTC' - (%(count)s - number) * (interval '14 days' / %(count)s) AS at
      FROM (
           SELECT number, number %% places AS place, number / places %% 2 = 0 AS inbound
             FROM counted CROSS JOIN generate_series(1, %(count)s) AS number
           ) AS history JOIN numbered USING (place);
    SELECT setval('mail_message_id_seq', max(mail_id)) FROM bench_history
"""

_EVENTS = """
    INSERT INTO wa_event (account_id, body, digest, state, create_uid, create_date)
    SELECT %(account)s, %(body)s, encode(sha256(number::text::bytea), 'hex'), 'done', 1,
           now() AT TIME ZONE 'UTC' - (%(count)s - number) * (interval '14 days' / %(count)s)
      FROM generate_series(1, %(count)s) AS number
"""
