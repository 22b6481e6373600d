"""Expected transfers that many processes open at once, or that are killed while they are opened: prints what is left.

transfer_codes.py crowd CALLERS ORDERS     so many processes open transfers for so many orders each, all of one total, on an
                                           account with just as many codes; then one more is opened
transfer_codes.py pair ROUNDS              two processes open a transfer for the same order at the same time
transfer_codes.py POINT...                 a process is killed at the point; then the same order is asked for once more

The points: ``reserved`` (the code is, the intent is not written yet), ``written`` (not committed), ``undone`` (rolled back,
nobody is killed), ``committed``, and any number: so many seconds after it began, from outside.

Prints what is refused, and a line for each order of ``crowd`` and ``pair``: order, code, state. For a point: the point, the
live intents and the reservations afterwards, the same after the second time, and what is left when orphans have been reaped.
"""

import os
import sys
import time
from datetime import timedelta
from functools import partial

from odoo import fields
from odoo.exceptions import UserError
from odoo.service.model import retrying

from dev.odoo_env import environment
from tests.workers import processes
from tests.workers.processes import die, finish, seconds

TOTAL = 50_000


def setup(codes):
    """:return: ids of the payment method and of a product, with an account that has so many unique codes"""
    with environment() as env:
        bank = env["res.bank"].create({"name": "BCA"})
        account = env["res.partner.bank"].create(
            {"acc_number": f"{time.time_ns() % 10**10}", "bank_id": bank.id, "partner_id": env.company.partner_id.id}
        )
        journal = env["account.journal"].create(
            {
                "name": "BCA",
                "type": "bank",
                "code": f"B{time.time_ns() % 10**4}",
                "bank_account_id": account.id,
                "transfer_open": True,
                "transfer_code_max": codes,
            }
        )
        method = env["sale.payment.method"].create({"name": "Transfer", "journal_id": journal.id, "is_transfer": True})
        product = env["product.product"].create({"name": "Sabun", "list_price": TOTAL, "type": "consu", "taxes_id": [(5,)]})
        return method.id, product.id


def make(product_id, how_many):
    """:return: ids of quotations of one total"""
    with environment() as env:
        line = {"product_id": product_id, "product_uom_qty": 1}
        partner = env.ref("base.partner_admin").id
        return env["sale.order"].create([{"partner_id": partner, "order_line": [(0, 0, line)]}] * how_many).ids


def ask(method_id, order_ids, point=None):
    """Ask for a transfer of each order, as requests do; come to a bad end at the point."""
    with environment() as env:
        if point == "reserved":
            fatal(env, "transfer.code", "_reserve")
        for order_id in order_ids:
            order = env["sale.order"].browse(order_id)
            if point in ("written", "undone"):
                order.action_transfer(method_id)
                env.flush_all()
                if point == "written":
                    die()
                env.cr.rollback()
                return
            retrying(partial(order.action_transfer, method_id), env)
        if point == "committed":
            die()


def fatal(env, model_name, method):
    """Die when a method has done its work."""
    model = type(env[model_name])
    original = getattr(model, method)

    def do(*arguments):
        original(*arguments)
        die()

    setattr(model, method, do)


def start(deed, *arguments):
    """:return: the id of a process of its own, which prints the sentence with which it is refused"""
    return processes.start(_told, deed, *arguments)


def _told(deed, *arguments):
    try:
        deed(*arguments)
    except UserError as refusal:
        print(refusal, flush=True)


def told(order_ids):
    """Print what is expected for these orders."""
    with environment() as env:
        intents = env["transfer.intent"].search([("order_id", "in", order_ids)], order="order_id, id")
        for intent in intents:
            print(intent.order_id.id, intent.code, intent.state, sep="|", flush=True)


def crowd(callers, orders):
    """Open as many transfers as there are codes, by all callers at once, and then one more."""
    method_id, product_id = setup(callers * orders)
    order_ids = make(product_id, callers * orders + 1)
    shares = [order_ids[number:-1:callers] for number in range(callers)]
    for child in [start(ask, method_id, share) for share in shares]:
        os.waitpid(child, 0)
    start(ask, method_id, order_ids[-1:])
    os.wait()
    told(order_ids)


def pair(rounds):
    """Ask for the transfers of the same orders twice at the same time."""
    method_id, product_id = setup(999)
    order_ids = make(product_id, rounds)
    for child in [start(ask, method_id, order_ids) for _caller in range(2)]:
        os.waitpid(child, 0)
    told(order_ids)


def left(order_ids, journal_id):
    """:return: how many live intents and reservations there are"""
    with environment() as env:
        intents = env["transfer.intent"].search_count([("order_id", "in", order_ids), ("state", "=", "open")])
        return f"{intents},{env['transfer.code'].search_count([('journal_id', '=', journal_id)])}"


def reap():
    """Let a quarter of an hour go by, and the cron come."""
    with environment() as env:
        now = fields.Datetime.now() - timedelta(minutes=16)
        env["transfer.code"].search([]).reserved_at = now
        env["transfer.intent"]._cron_pass_time()


def come_to(point):
    """Bring the transfer of one order to a point, look, ask once more, look, reap, look."""
    method_id, product_id = setup(999)
    order_ids = make(product_id, 1)
    with environment() as env:
        journal_id = env["sale.payment.method"].browse(method_id).journal_id.id
    finish(start(ask, method_id, order_ids, point), seconds(point))
    states = [left(order_ids, journal_id)]
    for deed, *arguments in [(ask, method_id, order_ids), (reap,)]:
        os.waitpid(start(deed, *arguments), 0)
        states.append(left(order_ids, journal_id))
    print(point, *states, sep="|", flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["crowd", callers, orders]:
            crowd(int(callers), int(orders))
        case ["pair", rounds]:
            pair(int(rounds))
        case points:
            for point in points:
                come_to(point)
