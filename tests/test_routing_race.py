"""Two servers on one database: whatever happens at the same instant, a conversation has one owner and one history."""

import pytest

from dev import postgres
from tests.clients import Web
from tests.racing import at_once, sql
from tests.waiting import eventually, run_cron

ROUNDS = 200
OTHER_ROUNDS = 20
NAMES = {"cs_a": "Andi Pratama", "cs_b": "Bunga Lestari"}

#: Conversations that are not as every conversation must be, whatever came before.
INCONSISTENT = """
    SELECT channel.id FROM discuss_channel AS channel
      LEFT JOIN res_users AS agent ON agent.id = channel.wa_agent_id
     WHERE channel.channel_type = 'whatsapp' AND (
           (channel.wa_state = 'assigned') <> (channel.wa_agent_id IS NOT NULL)
        OR NOT coalesce(agent.active, TRUE)
        OR (SELECT array_agg(partner_id) FROM discuss_channel_member WHERE channel_id = channel.id)
           IS DISTINCT FROM (CASE WHEN agent.id IS NOT NULL THEN ARRAY[agent.partner_id] END)
        OR (SELECT array_agg(id) FROM wa_session WHERE channel_id = channel.id AND ended_at IS NULL)
           IS DISTINCT FROM (CASE WHEN channel.wa_state IN ('new', 'assigned') THEN ARRAY[channel.wa_session_id] END)
        OR (SELECT agent_id FROM wa_assignment WHERE channel_id = channel.id ORDER BY id DESC LIMIT 1)
           IS DISTINCT FROM channel.wa_agent_id)
"""


@pytest.fixture(scope="module")
def second(make_server, server):
    """A second server on the same database and simulator."""
    return make_server(db=server.db, sim_port=server.instance.sim_port)


@pytest.fixture(scope="module")
def people(server, second):
    """Everybody at both servers: ``people["cs_a", 0]`` is Andi at the first one."""
    return {
        (login, number): Web(at.url, server.db, login)
        for login in ("cs_a", "cs_b", "supervisor", "admin")
        for number, at in enumerate((server, second))
    }


@pytest.fixture(scope="module")
def leads(server, sim):
    """A factory of new conversations: returns {number of the customer: id of the conversation}."""
    made = []

    def make(count):
        numbers = [f"62899{len(made) + index:08}" for index in range(count)]
        made.extend(numbers)
        for number in numbers:
            text = {"kind": "text", "payload": {"body": f"Halo dari {number}"}}
            sim.post("/_sim/inbound", {"contact": number, "name": f"Pelanggan {number[-3:]}", **text})
        query = f"""
            SELECT identity.wa_id, channel.id FROM discuss_channel AS channel
              JOIN wa_identity AS identity ON identity.id = channel.wa_identity_id
             WHERE identity.wa_id IN ('{"','".join(numbers)}') AND channel.wa_state = 'new'
        """
        found = eventually(lambda: len(rows := sql(server, query)) == count and rows, timeout=60)
        return {number: int(channel) for number, channel in found}

    return make


def users(server):
    """{log-in: id}"""
    return {login: int(id_) for login, id_ in sql(server, "SELECT login, id FROM res_users WHERE active")}


def owners(server, leads):
    """{conversation: log-in of its owner, or an empty text}"""
    query = f"""
        SELECT channel.id, coalesce(login, '') FROM discuss_channel AS channel
          LEFT JOIN res_users ON res_users.id = channel.wa_agent_id
         WHERE channel.id IN ({",".join(map(str, leads.values()))})
    """
    return {int(channel): login for channel, login in sql(server, query)}


def history(server, conversation):
    """The reasons of a conversation's hand-overs, oldest first."""
    return [row[0] for row in sql(server, f"SELECT reason FROM wa_assignment WHERE channel_id = {conversation} ORDER BY id")]


def sent(sim, numbers):
    """What Meta was asked to send to these customers: (number, text), each as often as it was."""
    posts = [post["body"] for post in sim.get("/_sim/received", method="POST", limit=2000)]
    texts = [body for body in posts if isinstance(body, dict) and body.get("type") == "text" and body["to"] in numbers]
    return sorted((body["to"], body["text"]["body"]) for body in texts)


def settle(server, sim):
    """Wait until everything that was queued is sent."""
    query = "SELECT 1 FROM wa_message WHERE direction = 'outbound' AND state IN ('outgoing', 'sending') LIMIT 1"
    eventually(lambda: not sql(server, query), timeout=60)
    sim.post("/_sim/flush", {"timeout": 20})


def run_release(person):
    """End what is over, as the cron does."""
    [cron] = person.call(
        "/web/dataset/call_kw", model="ir.cron", method="search", args=[[["code", "=", "model._wa_cron_release()"]]], kwargs={}
    )
    call = {"model": "ir.cron", "method": "method_direct_trigger", "args": [[cron]], "kwargs": {}}
    run_cron(lambda: person.call("/web/dataset/call_kw", **call))


def test_of_two_replies_at_the_same_instant_one_wins_and_the_other_is_told_who(server, sim, people, leads):
    found = leads(ROUNDS)
    expected = []
    for number, (customer, conversation) in enumerate(found.items()):
        replies = [
            lambda login=login, at=(number + side) % 2, c=conversation: people[login, at].reply(c, f"Jawaban {login} {c}")
            for side, login in enumerate(NAMES)
        ]
        answers = dict(zip(NAMES, at_once(*replies), strict=True))
        winners = [login for login, refusal in answers.items() if refusal is None]
        assert len(winners) == 1, (number, answers)
        [loser] = NAMES.keys() - winners
        assert NAMES[winners[0]] in answers[loser], answers
        expected.append((customer, conversation, winners[0]))
    assert owners(server, found) == {conversation: winner for _, conversation, winner in expected}
    assert {winner for *_, winner in expected} == NAMES.keys(), "one of them always wins: is there a race at all?"
    assert all(history(server, conversation) == ["reply"] for conversation in found.values())
    assert not sql(server, INCONSISTENT)
    settle(server, sim)
    assert sent(sim, found) == sorted((customer, f"Jawaban {login} {c}") for customer, c, login in expected)
    heard = "SELECT count(*), count(DISTINCT channel_id) FROM wa_message WHERE direction = 'inbound' AND channel_id IN"
    assert sql(server, f"{heard} ({','.join(map(str, found.values()))})") == [[str(ROUNDS), str(ROUNDS)]]


def test_reply_that_races_an_assignment_is_sent_before_it_or_refused(server, sim, people, leads):
    found, ids, expected = leads(OTHER_ROUNDS), users(server), []
    for number, (customer, conversation) in enumerate(found.items()):
        assign = {"model": "discuss.channel", "method": "wa_assign", "args": [[conversation], ids["cs_b"]], "kwargs": {}}
        refusal, problem = at_once(
            lambda at=number % 2, c=conversation: people["cs_a", at].reply(c, f"Jawaban {c}"),
            lambda at=1 - number % 2, call=assign: people["supervisor", at].call("/web/dataset/call_kw", **call),
        )
        assert problem is None
        if refusal is None:
            expected.append((customer, f"Jawaban {conversation}"))
            assert history(server, conversation) == ["reply", "assigned"]
        else:
            assert NAMES["cs_b"] in refusal
            assert history(server, conversation) == ["assigned"]
    assert set(owners(server, found).values()) == {"cs_b"}
    assert not sql(server, INCONSISTENT)
    settle(server, sim)
    assert sent(sim, found) == sorted(expected)


def test_reply_that_races_the_end_of_the_session_is_sent_and_leaves_no_session_behind(server, sim, people, leads):
    found = leads(OTHER_ROUNDS)
    for number, conversation in enumerate(found.values()):
        over = "wa_session_expires_at = wa_session_expires_at - interval '24 hours'"
        postgres.sql(f"UPDATE discuss_channel SET {over} WHERE id = {conversation}", server.db)
        outcome = at_once(
            lambda at=number % 2, c=conversation: people["cs_a", at].reply(c, f"Jawaban {c}"),
            lambda at=1 - number % 2: run_release(people["admin", at]),
        )
        assert outcome == [None, None]
        assert history(server, conversation) in (["reply"], ["reply", "expired"], ["expired", "reply"])
        assert not sql(server, INCONSISTENT)
    run_release(people["admin", 0])
    assert set(owners(server, found).values()) == {""}
    assert not sql(server, INCONSISTENT)
    settle(server, sim)
    assert sent(sim, found) == sorted((customer, f"Jawaban {c}") for customer, c in found.items())


def test_reply_that_races_the_deactivation_of_its_author_leaves_nothing_with_him(server, sim, people, leads):
    found, ids, expected = leads(OTHER_ROUNDS // 2), users(server), []

    def activate(active):
        values = {"model": "res.users", "method": "write", "args": [[ids["cs_a"]], {"active": active}], "kwargs": {}}
        people["admin", 1].call("/web/dataset/call_kw", **values)

    for customer, conversation in found.items():
        replying = Web(server.url, server.db, "cs_a")
        refusal, problem = at_once(
            lambda person=replying, c=conversation: person.reply(c, f"Jawaban {c}"), lambda: activate(False)
        )
        assert problem is None
        if refusal is None:
            expected.append((customer, f"Jawaban {conversation}"))
        run_release(people["admin", 0])
        assert history(server, conversation) == ([] if refusal else ["reply", "deactivated"])
        assert not sql(server, INCONSISTENT)
        activate(True)
    assert set(owners(server, found).values()) == {""}
    settle(server, sim)
    assert sent(sim, found) == sorted(expected)
