"""One inbound message with a thousand agents: nothing may be computed or stored for each of them."""

from statistics import median

from ..databases import copy_of, environment
from ..measure import Bound, Row, seconds
from ..scene import Device

CUSTOMERS = 5
FEW = 3


def measure(source: str, quick: bool) -> list[Row]:
    """Milliseconds for one message, from its event to the commit and the notice to the sidebars.

    Each round takes single messages from both databases in turn and compares the medians.
    """
    rounds, messages, many = (1, 3, 20) if quick else (7, 8, 1000)
    row = Row(f"cost of one inbound text with {many:,} agents", f"with {FEW} agents", "ms", Bound("<=", 1.2))
    with (
        copy_of(source, "few") as few_name, copy_of(source, "many") as many_name,
        environment(few_name) as few_env, environment(many_name) as many_env,
    ):  # fmt: skip
        few, many_ = _device_with_agents(few_env, FEW), _device_with_agents(many_env, many)
        for _ in range(rounds):
            pairs = [(_cost(few), _cost(many_)) for _ in range(messages)]
            row.rounds.append((median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)))
    return [row]


def _device_with_agents(env, count: int) -> Device:
    env.cr.execute(_AGENTS, {"count": count, "group": env.ref("innovasia_whatsapp.group_user").id})
    env.invalidate_all()
    if len(env.ref("innovasia_whatsapp.group_user").all_user_ids) < count:
        raise AssertionError("The agents are not in the group.")
    device = Device(env, CUSTOMERS)
    for _ in range(3):
        _cost(device)
    return device


def _cost(device: Device) -> float:
    device.store(device.text_posts(1))
    return 1000 * seconds(device.drain)


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
    INSERT INTO res_groups_users_rel (gid, uid) SELECT %(group)s, id FROM agent
"""
