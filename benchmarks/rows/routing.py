"""Routing: what taking a conversation adds to a reply, and what ending many sessions at once saves."""

from odoo import fields

from ..databases import analyze, environment_on_copy
from ..measure import Bound, Row, seconds
from ..people import NEW, OWN, add_agents, fill_channels, fill_routed
from ..scene import SENTENCES, Device

AGENTS = 20


def measure(source: str, quick: bool) -> list[Row]:
    """Milliseconds for a reply, and sessions ended per second."""
    return [*_claims(source, quick), _ends(source, quick)]


# --- the first reply ---------------------------------------------------------------------


def _claims(source: str, quick: bool) -> list[Row]:
    """One reply in a new conversation, with its commit and what follows that.

    It takes the conversation under its row's lock, makes the author its member, writes the history and the first response,
    queues the text for WhatsApp and tells the screens. Against the same `message_post` in a conversation that the author
    serves already, the row compares the claim; against a comment in a chat of Odoo's own, which queues nothing for anybody,
    the claim and the whole way to WhatsApp.
    """
    rounds, replies = (1, 2) if quick else (15, 10)
    claim = Row("one reply with claim", "message_post when already served", "ms", Bound("<=", 1.3))
    chat = Row("one reply with claim", "message_post in Odoo's own chat", "ms", Bound("<=", 1.3))
    with environment_on_copy(source, "claims") as env:
        agents = add_agents(env, 2, "innovasia_crm.group_cs")
        device = Device(env, 1)
        fill_routed(device, 2 * OWN + NEW + 1000, agents)
        fill_channels(env, agents[0], 2 * replies, 10)
        analyze(env)
        env = env(user=agents[0].id, su=False)
        served = env["discuss.channel"].search([("wa_agent_id", "=", env.uid)], limit=replies)
        chats = env["discuss.channel"].search([("channel_type", "=", "chat")], limit=replies)
        new = env["discuss.channel"].search([("wa_state", "=", "new")], limit=replies)

        def reply_and_take() -> float:
            new.filtered("wa_agent_id").wa_release()
            env.cr.commit()
            return _reply(new)

        for _ in range(2):
            reply_and_take(), _reply(served), _reply(chats)
        claim.take_turns(rounds, lambda: _reply(served), reply_and_take)
        chat.take_turns(rounds, lambda: _reply(chats), reply_and_take)
        if new.wa_agent_id != env.user:
            raise AssertionError("The replies took no conversations.")
        return [claim, chat]


def _reply(channels) -> float:
    """Post one reply in each, as requests do: nothing is known from the one before."""
    env, ids = channels.env, channels.ids

    def post(channel_id):
        env.clear()
        channel = env["discuss.channel"].browse(channel_id)
        channel.message_post(body=SENTENCES[0], message_type="comment", subtype_xmlid="mail.mt_comment")
        env.cr.commit()

    return 1000 * seconds(lambda: [post(id_) for id_ in ids]) / len(ids)


# --- the end of sessions -----------------------------------------------------------------


def _ends(source: str, quick: bool) -> Row:
    """Sessions whose time is over, made available to all again.

    Ours is what the cron runs each minute, with its commits and the notice to the screens. The baseline writes the same
    rows through the ORM, one conversation and one commit after the other, and tells no screen.
    """
    rounds, one_by_one, many = (1, 5, 100) if quick else (3, 100, 10_000)
    row = Row(f"releasing {many:,} ended sessions", "one by one through the ORM", "sessions/s", Bound(">=", 20))
    with environment_on_copy(source, "ends") as env:
        count = 2 * AGENTS if quick else 1 + (rounds + 1) * (many + one_by_one) // AGENTS
        agents = add_agents(env, AGENTS, "innovasia_crm.group_cs")
        device = Device(env, 1)
        fill_routed(device, (count + 1) * AGENTS + NEW, agents, own=count)
        analyze(env)
        channels = env["discuss.channel"]

        def release() -> float:
            ids = _let_end(env, many)
            rate = len(ids) / seconds(channels._wa_cron_release)
            env.cr.rollback()
            env.clear()
            if channels.search_count([("id", "in", ids), ("wa_state", "!=", "inactive")]):
                raise AssertionError("Not every session was ended.")
            return rate

        def write_one_by_one() -> float:
            ids = _let_end(env, one_by_one)
            return len(ids) / seconds(lambda: [_end(env, id_) for id_ in ids])

        _end(env, *_let_end(env, 1))
        return row.take_turns(rounds, write_one_by_one, release)


def _let_end(env, count: int) -> list[int]:
    """Let the time of so many served conversations be over; returns their ids."""
    env.cr.execute(
        """
        UPDATE discuss_channel SET wa_session_expires_at = now() AT TIME ZONE 'UTC' - interval '1 second'
         WHERE id IN (SELECT id FROM discuss_channel WHERE wa_state = 'assigned' ORDER BY id LIMIT %s)
     RETURNING id
        """,
        [count],
    )
    ids = [id_ for (id_,) in env.cr.fetchall()]
    env.cr.commit()
    env.clear()
    return ids


def _end(env, channel_id: int) -> None:
    channel = env["discuss.channel"].browse(channel_id)
    session, agent, now = channel.wa_session_id, channel.wa_agent_id, fields.Datetime.now()
    session.write(
        {
            "ended_at": now,
            "end_reason": "expired",
            "ended_agent_id": agent.id,
            "unanswered": 1 if channel.wa_waiting_since else 0,
        }
    )
    channel.write({"wa_state": "inactive", "wa_agent_id": False, "wa_session_id": False, "wa_waiting_since": False})
    env["wa.assignment"].create(
        {
            "channel_id": channel.id,
            "session_id": session.id,
            "date": now,
            "former_agent_id": agent.id,
            "reason": "expired",
        }
    )
    channel.channel_member_ids.unlink()
    env.cr.commit()
    env.clear()
