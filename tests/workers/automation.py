"""Sales that write to their customers, in a process that is killed at a chosen point: prints what is left of it.

automation.py API_URL POINT...      three orders for each point, killed there; then the cron comes, twice
automation.py API_URL together      forty orders, and four processes that send what is due at the same time
automation.py API_URL twice         the same, where two automated actions say the same; comes last

The points, in the order in which a sale comes by them:

confirmed       the orders are confirmed, and not committed yet
undone          the transaction is rolled back, and nobody is killed
committed       they are committed, and nobody has been woken
claimed         the job has claimed what is due
written         the texts are written
second          the second of the three messages is in the outbox's table
queued          all are, and not committed yet
sent            they are committed, and nothing is posted yet
0.1             any number: so many seconds after the job began, from outside

Prints a line for each point: the point, the numbers of its customers, and the states of their rows before and after.
"""

import os
import sys
import time
from datetime import timedelta
from itertools import count

from odoo import fields

from dev.odoo_env import environment
from tests.workers.processes import die, finish, seconds, start

PHONE_NUMBER_ID = "100000000000001"
SALE = ("confirmed", "undone", "committed")
#: {point: (model, method after which it is)}
AFTER = {
    "claimed": ("wa.scheduled", "_follow_automations"),
    "written": ("wa.scheduled", "_write_texts"),
    "queued": ("discuss.channel", "_wa_say_all"),
}
SMALL_BATCH = 3
_numbers = count(81700000001 + int(time.time() * 10) % 10**8)


def setup(api_url):
    """Connect the device, and let confirmed orders write to their customers."""
    with environment() as env:
        account = device(env)
        account.write({"api_url": api_url, "access_token": "sim-access-token", "state": "connected"})
        wording = env["wa.format"].create(
            {
                "name": "Ordered",
                "trigger": "order_created",
                "body": "Pesanan {documentnumber}",
                "company_id": account.company_id.id,
            }
        )
        env["wa.automation"].create(
            {"name": "Ordered", "trigger": "order_created", "account_id": account.id, "format_id": wording.id}
        )


def device(env):
    """:return: the device of the demo"""
    return env["wa.account"].search([("phone_number_id", "=", PHONE_NUMBER_ID)])


def make(how_many):
    """:return: ids of draft orders, each of a customer who wrote a minute ago"""
    with environment() as env:
        account = device(env)
        product = env["product.product"].create({"name": "Sabun", "list_price": 25_000, "type": "consu", "taxes_id": [(5,)]})
        orders = env["sale.order"]
        for number in (f"62{next(_numbers)}" for _order in range(how_many)):
            partner = env["res.partner"].create({"name": f"Siti {number}", "wa_number": number})
            identity = env["wa.identity"].create({"account_id": account.id, "wa_id": number, "partner_id": partner.id})
            channel = env["discuss.channel"]._wa_create(identity)
            channel.wa_window_expires_at = fields.Datetime.now() + timedelta(hours=23)
            line = {"product_id": product.id, "product_uom_qty": 1}
            orders += orders.create(
                {"partner_id": partner.id, "company_id": account.company_id.id, "order_line": [(0, 0, line)]}
            )
        return orders.ids


def sell(order_ids, point=None):
    """Confirm the orders, and come to a bad end at the point."""
    with environment() as env:
        if point == "committed":
            fatal(env, "wa.scheduled", "_wake")
        env["sale.order"].browse(order_ids).action_confirm()
        env.flush_all()
        if point == "confirmed":
            die()
        if point == "undone":
            env.cr.rollback()


def send(point=None):
    """Do what the job does."""
    with environment() as env:
        if point in AFTER:
            fatal(env, *AFTER[point])
        if point == "second":
            fatal(env, "wa.message", "_enqueue", calls=2)
        env["wa.scheduled"]._send_due()
        if point == "sent":
            die()


def recover():
    """Do what the cron and the jobs do next."""
    with environment() as env:
        if env["wa.scheduled"]._has_due():
            env["wa.scheduled"]._send_due()
        device(env)._run("outbox")


def fatal(env, model_name, method, calls=1):
    """Die when a method was called so many times."""
    model = type(env[model_name])
    original, left = getattr(model, method), [calls]

    def do(*arguments, **options):
        result = original(*arguments, **options)
        left[0] -= 1
        if not left[0]:
            die()
        return result

    setattr(model, method, do)


def in_child(deed, *arguments, kill_after=None):
    """Do something in a process of its own, and wait for its end.

    :return: whether it was killed
    """
    return finish(start(deed, *arguments), kill_after)


def states(order_ids):
    """:return: the states of the messages that are due about these orders"""
    with environment() as env:
        rows = env["wa.scheduled"].search([("res_model", "=", "sale.order"), ("res_id", "in", order_ids)], order="id")
        return ",".join(rows.mapped("state")) or "none"


def numbers(order_ids):
    """:return: the numbers of the customers"""
    with environment() as env:
        return ",".join(env["sale.order"].browse(order_ids).partner_id.mapped("wa_number"))


def come_to(point):
    """Bring three orders to a point, look, and let the cron come twice."""
    order_ids = make(3)
    if point in SALE:
        was_killed = in_child(sell, order_ids, point)
    else:
        in_child(sell, order_ids)
        was_killed = in_child(send, point, kill_after=seconds(point))
    assert was_killed == (point != "undone") or seconds(point) is not None, point
    before = states(order_ids)
    for _time in range(2):
        in_child(recover)
    print(point, numbers(order_ids), before, states(order_ids), sep="|", flush=True)


def say_again():
    """Let a second automated action say the same about each order."""
    with environment() as env:
        env["wa.automation"].search([("name", "=", "Ordered")]).copy({"name": "Again", "active": True})


def together(point):
    """Let four processes send at once what forty orders wait for, a few at a time."""
    from odoo.addons.innovasia_crm.models.automation import wa_scheduled_send

    order_ids = make(40)
    wa_scheduled_send.BATCH = SMALL_BATCH
    in_child(sell, order_ids)
    for child in [start(send) for _process in range(4)]:
        os.waitpid(child, 0)
    in_child(recover)
    print(point, numbers(order_ids), "", states(order_ids), sep="|", flush=True)


if __name__ == "__main__":
    setup(sys.argv[1])
    for argument in sys.argv[2:]:
        if argument == "twice":
            say_again()
        together(argument) if argument in ("together", "twice") else come_to(argument)
