"""From the scripts of :mod:`scenes` to steps; what lies in the future has not happened yet, and so orders are everywhere."""

from datetime import timedelta
from random import Random

from odoo.addons.innovasia_crm.demo import script
from odoo.addons.innovasia_crm.demo.cast import CUSTOMERS, SHOP, A, B, C

from . import catalogue, scenes

DAYS = range(13, 0, -1)
SALES_A_DAY = 2
#: Two random sales of a customer, or a random one and one of the scenes, lie so many days apart.
APART = 5
METHODS = ("BSI", "BSI", "BCA", "Mandiri", "QRIS")
COURIERS = ("JNE", "JNE", "JNT", "SICEPAT", "ANTERAJA")
GIFTS = (50_000, 100_000, 100_000, 200_000, 250_000, 500_000, 1_000_000)
#: Since so many hours receipts are sent by WhatsApp; before, the shop printed them.
RECEIPTS = 20


def steps(now):
    """Return what is sold in the demo, and what becomes of it.

    :param datetime now: (UTC)
    :return: list of script.Step
    """
    found = [script.Step(now - timedelta(hours=RECEIPTS), None, None, "send_receipts", "")]
    for customer, (minutes, agent, text) in scenes.NOW.items():
        lines = script.lines(text)
        found += script.timed(lines, now - timedelta(minutes=minutes + sum(line[0] for line in lines)), customer, agent)
    for customer, (days, clock, agent, text) in scenes.BEFORE.items():
        found += script.timed(script.lines(text), script.at(now, days, clock), customer, agent)
    for minutes, text in scenes.COUNTER:
        found.append(script.Step(now - timedelta(minutes=minutes), None, None, "counter", text))
    found += _sales(now)
    return [step for step in found if step.at < now]


def _sales(now):
    """Sales of two weeks; the same at every time."""
    random = Random(7)
    taken = {name: [days] for name, (days, *_rest) in scenes.BEFORE.items()}
    for name in scenes.NOW:
        taken.setdefault(name, []).append(0)
    found = []
    for days in DAYS:
        if days % 2:
            clock = f"{random.randint(8, 18):02}:{random.randint(0, 59):02}"
            found.append(script.Step(script.at(now, days, clock), None, None, "counter", f"Tunai {_basket(random)}"))
        free = [one for one in CUSTOMERS if all(abs(days - other) >= APART for other in taken.get(one.name, ()))]
        for customer in random.sample(free, min(SALES_A_DAY, len(free))):
            taken.setdefault(customer.name, []).append(days)
            text = _shopping(random) if customer.device == SHOP else _giving(random)
            clock = f"{random.randint(8, 15):02}:{random.randint(0, 59):02}"
            agent = random.choice((A, B, C))
            found += script.timed(script.lines(text), script.at(now, days, clock), customer.name, agent)
    return found


def _shopping(random):
    return scenes.SALE.format(
        entry=random.choice(("sell", "sell", "enter")),
        method=random.choice(METHODS),
        basket=_basket(random),
        courier=random.choice(COURIERS),
        shipping=random.randrange(9, 30) * 1000,
        wait=random.randint(15, 90),
        packing=random.choice((60, 120, 1300)),
        transit=random.randint(2000, 4200),
    )


def _basket(random):
    several = [entry.code for entries in catalogue.GOODS.values() for entry in entries if entry.stock >= 40]
    codes = random.sample(several, random.choice((1, 1, 2, 3)))
    return " ".join(f"{code}:{random.choice((1, 1, 2, 3))}" for code in codes)


def _giving(random):
    programme = random.choice(catalogue.PROGRAMMES).code
    gift = f"{programme}:{random.choice(GIFTS)}"
    return scenes.GIFT.format(method=random.choice(METHODS), programme=gift, wait=random.randint(15, 90))
