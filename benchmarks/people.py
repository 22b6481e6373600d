"""Agents, and conversations as they are in a company whose agents have been busy for years, written by SQL."""

from .bulk import fill_required, in_bulk
from .filling import WORDS
from .scene import Device

#: What each agent serves at the moment, and what nobody has answered yet.
OWN, NEW = 60, 200
#: One conversation in twenty has been put away.
ARCHIVED = 20


def add_agents(env, count: int, group: str = "innovasia_whatsapp.group_user"):
    """Create agents; returns them (res.users)."""
    fill_required(env, "res.partner")
    env.cr.execute(_AGENTS, {"count": count, "group": env.ref(group).id})
    ids = [id_ for (id_,) in env.cr.fetchall()]
    env.invalidate_all()
    env.registry.clear_cache("groups")
    agents = env["res.users"].browse(ids)
    if not all(agent.has_group(group) for agent in agents[:3]):
        raise AssertionError("The agents are not in the group.")
    return agents


def fill_routed(device: Device, conversations: int, agents, own: int = OWN) -> None:
    """Store conversations in all states: each agent serves some, some are new, most of the others are inactive.

    Each has its sessions, its history and, when somebody serves it, its one member; no messages yet.

    :param own: how many each agent serves
    """
    values = {
        "account": device.account.id,
        "company": device.account.company_id.id,
        "agents": agents.ids,
        "own": own,
        "new": NEW,
        "archived": ARCHIVED,
        "count": conversations,
    }
    if own * len(agents) + NEW > conversations:
        raise ValueError("Too few conversations for so many agents.")
    fill_required(device.env, "res.partner")
    tables = ("res_partner", "wa_identity", "discuss_channel", "discuss_channel_member", "wa_session", "wa_assignment")
    with in_bulk(device.env, *tables):
        for statement in (_CONVERSATIONS, _SESSIONS, _ASSIGNMENTS, _MEMBERS):
            device.env.cr.execute(statement, values)
    device.env.invalidate_all()


def fill_channels(env, user, count: int, messages: int) -> None:
    """Store Odoo's own channels of which a user is a member, half of them chats with one other person."""
    values = {"partner": user.partner_id.id, "count": count, "messages": messages, "words": WORDS}
    fill_required(env, "res.partner")
    env.cr.execute(_CHANNELS, values)
    env.invalidate_all()


_AGENTS = """
    WITH partner AS (
        INSERT INTO res_partner (name, complete_name, email, active, type)
        SELECT 'CS ' || number, 'CS ' || number, 'bench_cs_' || number, TRUE, 'contact'
          FROM generate_series(1, %(count)s) AS number
     RETURNING id, email
    ), agent AS (
        INSERT INTO res_users (login, partner_id, company_id, active, share, notification_type)
        SELECT email, id, (SELECT min(id) FROM res_company), TRUE, FALSE, 'email' FROM partner
     RETURNING id, company_id
    ), company AS (
        INSERT INTO res_company_users_rel (cid, user_id) SELECT company_id, id FROM agent
    )
    INSERT INTO res_groups_users_rel (gid, uid) SELECT %(group)s, id FROM agent RETURNING uid
"""

# In the order of their numbers: served, new, and the rest. Sessions of the first two are running.
_CONVERSATIONS = """
    WITH numbers AS (
        SELECT number, 'Pelanggan ' || number AS name, (62850000000000 + number)::text AS wa_id,
               CASE WHEN number <= %(own)s * cardinality(%(agents)s) THEN 'assigned'
                    WHEN number <= %(own)s * cardinality(%(agents)s) + %(new)s THEN 'new'
                    WHEN number %% %(archived)s = 0 THEN 'archived' ELSE 'inactive' END AS state,
               (%(agents)s::int[])[number %% cardinality(%(agents)s) + 1] AS agent_id
          FROM generate_series(1, %(count)s) AS number
    ), timed AS (
        SELECT *, state IN ('assigned', 'new') AS running,
               now() AT TIME ZONE 'UTC' - CASE
                   WHEN state IN ('assigned', 'new') THEN number %% 1200 * interval '1 minute'
                   ELSE interval '25 hours' + number * interval '1 minute' END AS at
          FROM numbers
    ), partner AS (
        INSERT INTO res_partner (name, complete_name, active, wa_number, phone, type, write_date)
        SELECT name, name, TRUE, wa_id, '+' || wa_id, 'contact', now() AT TIME ZONE 'UTC' FROM numbers
     RETURNING id, wa_number
    ), identity AS (
        INSERT INTO wa_identity (account_id, wa_id, profile_name, partner_id)
        SELECT %(account)s, numbers.wa_id, numbers.name, partner.id
          FROM numbers JOIN partner ON partner.wa_number = numbers.wa_id
     RETURNING id, wa_id, partner_id
    )
    INSERT INTO discuss_channel (name, channel_type, active, wa_account_id, wa_identity_id, wa_partner_id, uuid,
                                 last_interest_dt, wa_window_expires_at, create_date, wa_state, wa_agent_id,
                                 wa_session_expires_at, wa_waiting_since)
    SELECT timed.name, 'whatsapp', TRUE, %(account)s, identity.id, identity.partner_id, md5(timed.wa_id),
           at, at + interval '24 hours', at, state, CASE state WHEN 'assigned' THEN agent_id END,
           at + interval '24 hours', CASE WHEN running THEN at END
      FROM timed JOIN identity USING (wa_id)
     ORDER BY number
"""

_SESSIONS = """
    WITH session AS (
        INSERT INTO wa_session (channel_id, account_id, company_id, partner_id, started_at, expires_at, agent_id,
                                first_agent_id, first_reply_at, first_response_seconds, reply_count, ended_at, end_reason,
                                unanswered)
        SELECT id, wa_account_id, %(company)s, wa_partner_id, create_date, wa_session_expires_at, served_by,
               served_by, CASE WHEN served_by IS NOT NULL THEN create_date + interval '1 minute' END,
               CASE WHEN served_by IS NOT NULL THEN 60 END, CASE WHEN served_by IS NULL THEN 0 ELSE 5 END,
               CASE WHEN ended THEN wa_session_expires_at END, CASE WHEN ended THEN 'expired' END, 0
          FROM (
               SELECT *, wa_state IN ('inactive', 'archived') AS ended,
                      CASE WHEN wa_state <> 'new' THEN
                          coalesce(wa_agent_id, (%(agents)s::int[])[id %% cardinality(%(agents)s) + 1]) END AS served_by
                 FROM discuss_channel WHERE wa_account_id = %(account)s AND wa_session_expires_at IS NOT NULL
               ) AS channel
      ORDER BY id
     RETURNING id, channel_id, ended_at
    )
    UPDATE discuss_channel SET wa_session_id = session.id
      FROM session WHERE discuss_channel.id = session.channel_id AND session.ended_at IS NULL
"""

_ASSIGNMENTS = """
    INSERT INTO wa_assignment (channel_id, session_id, date, agent_id, former_agent_id, user_id, reason)
    SELECT channel_id, id, first_reply_at, agent_id, NULL, agent_id, 'reply'
      FROM wa_session WHERE account_id = %(account)s AND agent_id IS NOT NULL
     UNION ALL
    SELECT channel_id, id, ended_at, NULL, agent_id, NULL, 'expired'
      FROM wa_session WHERE account_id = %(account)s AND ended_at IS NOT NULL
"""

_MEMBERS = """
    INSERT INTO discuss_channel_member (channel_id, partner_id, new_message_separator, last_interest_dt, create_date)
    SELECT channel.id, agent.partner_id, 0, channel.last_interest_dt, channel.create_date
      FROM discuss_channel AS channel JOIN res_users AS agent ON agent.id = channel.wa_agent_id
     WHERE channel.wa_account_id = %(account)s
"""

_CHANNELS = """
    WITH channel AS (
        INSERT INTO discuss_channel (name, channel_type, active, uuid, last_interest_dt, create_date)
        SELECT 'Obrolan ' || number, CASE number %% 2 WHEN 0 THEN 'chat' ELSE 'channel' END, TRUE,
               md5('bench' || number), now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
          FROM generate_series(1, %(count)s) AS number
     RETURNING id, channel_type, name
    ), other AS (
        INSERT INTO res_partner (name, complete_name, active, type, write_date)
        SELECT name, name, TRUE, 'contact', now() AT TIME ZONE 'UTC' FROM channel
     RETURNING id, name
    ), member AS (
        INSERT INTO discuss_channel_member (channel_id, partner_id, new_message_separator, last_interest_dt, create_date)
        SELECT channel.id, partner_id, 0, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
          FROM channel JOIN other USING (name) CROSS JOIN LATERAL (VALUES (%(partner)s), (other.id)) AS whose(partner_id)
    )
    INSERT INTO mail_message (model, res_id, author_id, message_type, subtype_id, body, date, create_date)
    SELECT 'discuss.channel', channel.id, CASE number %% 2 WHEN 0 THEN %(partner)s ELSE other.id END, 'comment',
           (SELECT res_id FROM ir_model_data WHERE module = 'mail' AND name = 'mt_comment'),
           '<p>' || %(words)s || '</p>', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
      FROM channel JOIN other USING (name) CROSS JOIN generate_series(1, %(messages)s) AS number
"""
