"""From the scripts of :mod:`scenes` to steps, each with its time."""

from collections import namedtuple
from datetime import datetime, timedelta
from random import Random

from pytz import UTC, timezone

from . import scenes
from .cast import CUSTOMERS, SHOP, A, B, C

JAKARTA = timezone("Asia/Jakarta")
#: How long the three let customers wait, in minutes.
WAITS = {A: (1, 6), B: (3, 18), C: (6, 40)}
DAYS = range(13, 1, -1)
VISITS_A_DAY = 3
#: Two visits of a customer lie so many days apart, or they would be one session.
APART = 2

#: ``who`` does it; ``action`` is a word of the scripts, with its text.
Step = namedtuple("Step", "at customer agent action text")


def steps(now):
    """Return everything that happens in the demo, oldest first.

    :param datetime now: (UTC)
    """
    found = []
    for customer, (minutes, agent, script) in {**scenes.NEW, **scenes.ASSIGNED}.items():
        begin = now - timedelta(minutes=minutes + sum(wait for wait, _action, _text in lines(script)))
        found += timed(lines(script), begin, customer, agent)
    for customer, (days, clock, agent, script) in scenes.OVER.items():
        found += timed(lines(script), at(now, days, clock), customer, agent)
    found += _visits(now)
    return sorted(found, key=lambda step: step.at)


def lines(script):
    """:return: list of (minutes since the line before, action, text)"""
    found = []
    for line in script.strip().splitlines():
        wait, action, *text = line.strip().split(maxsplit=2)
        found.append((int(wait), action, text[0] if text else ""))
    return found


def timed(script, begin, customer, agent):
    """:return: the steps of what :func:`lines` read, from a time on (UTC)"""
    found, now = [], begin
    for wait, action, text in script:
        now += timedelta(minutes=wait)
        found.append(Step(now, customer, agent, action, text))
        if action == "transfer":
            agent = text.split(maxsplit=1)[0]
    return found


def at(now, days, clock):
    """:return: a time of day in Jakarta, so many days ago (UTC)"""
    day = UTC.localize(now).astimezone(JAKARTA).date() - timedelta(days=days)
    local = datetime.combine(day, datetime.strptime(clock, "%H:%M").time())
    return JAKARTA.localize(local).astimezone(UTC).replace(tzinfo=None)


def _visits(now):
    """Earlier visits of the customers, spread over two weeks; the same at every time."""
    random = Random(19)
    last = {customer.name: scenes.OVER.get(customer.name, (0,))[0] for customer in CUSTOMERS}
    visits = []
    for days in sorted(DAYS):
        may_come = [customer for customer in CUSTOMERS if days - last[customer.name] >= APART]
        for customer in random.sample(may_come, min(VISITS_A_DAY, len(may_come))):
            last[customer.name] = days
            agent = random.choice((A, A, B, B, C))
            scripts = scenes.SHOP_VISITS if customer.device == SHOP else scenes.DONATION_VISITS
            chosen = random.choice(scripts[:-1]) if random.randrange(10) else scripts[-1]
            script = chosen.format(wait=random.randint(*WAITS[agent]))
            clock = f"{random.randint(8, 16):02}:{random.randint(0, 59):02}"
            visits += timed(lines(script), at(now, days, clock), customer.name, agent)
    return visits
