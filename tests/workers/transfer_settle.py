"""Money that many processes settle at once, or that is being settled when the power fails: prints what is left.

transfer_settle.py jobs WORKERS ORDERS     every order's money has come, twice; so many processes run the matching job at once
transfer_settle.py people PEOPLE           so many people say at once, each for an order of their own, what the same money was
transfer_settle.py POINT...                a process is killed at the point of settling; then the job runs once more

The points: steps of settling (``_enter``, ``_reconcile_with``, ``_recount``, ``_came``), dead when they are done; ``flushed``
is before the commit, ``committed`` after it, and a number is a time in seconds at which it is killed from outside.

Prints what is refused. For ``jobs`` and ``people`` a line for each order: its state, its matches, its payments, what is owed;
and one for each mutation: its state, what of it is matched, what its matches come to. For a point: the point, whether all
or nothing is there, and the same after the second time.
"""

import os
import sys
import time
from functools import partial

from odoo.service.model import retrying

from dev.odoo_env import environment
from tests.workers.processes import die, finish, seconds
from tests.workers.transfer_codes import ask, make, setup, start

#: Everything of a settled transfer, as it must be there entirely or not at all.
TRACES = """
    SELECT intent.state, coalesce(intent.received, 0)::int, sold.state, mutation.state, mutation.open_amount::int,
           (SELECT count(*) FROM transfer_match WHERE intent_id = intent.id AND mutation_id = mutation.id),
           (SELECT count(*) FROM sale_transaction WHERE transfer_intent_id = intent.id AND state = 'accepted'),
           (SELECT count(*) FROM account_payment WHERE memo LIKE '%% ' || sold.name),
           (SELECT count(*) FROM account_move WHERE invoice_origin = sold.name AND payment_state = 'paid'),
           (SELECT count(*) FROM transfer_code WHERE token = intent.token),
           (SELECT amount_residual::int FROM account_bank_statement_line WHERE id = mutation.statement_line_id)
      FROM transfer_intent AS intent
      JOIN sale_order AS sold ON sold.id = intent.order_id
      JOIN bank_mutation AS mutation ON mutation.journal_id = intent.journal_id AND mutation.amount = intent.payable
     WHERE sold.id = %s
"""


def wait_for(how_many):
    """:return: ids of the journal, and of orders that wait for a transfer to it"""
    method_id, product_id = setup(999)
    order_ids = make(product_id, how_many)
    ask(method_id, order_ids)
    with environment() as env:
        return env["sale.payment.method"].browse(method_id).journal_id.id, order_ids


def bring(journal_id, amounts):
    """Let the bank tell of money; returns the ids of the mutations."""
    with environment() as env:
        from odoo.addons.innovasia_transfer.tools.mutation_row import Row  # where addons are is known by now

        journal = env["account.journal"].browse(journal_id)
        today = journal.company_id._ledger_date()
        rows = [
            Row(today, "credit", amount, "TRSF", reference=f"W{time.time_ns()}.{number}")
            for number, amount in enumerate(amounts)
        ]
        return env["bank.mutation"]._ingest(journal, rows, "api").mutations.ids


def payables(order_ids):
    """:return: what each order waits for"""
    with environment() as env:
        intents = env["transfer.intent"].search([("order_id", "in", order_ids)], order="order_id")
        return [int(intent.payable) for intent in intents]


def run(journal_id, point=None):
    """Run the matching job, as a worker does; come to a bad end at the point."""
    with environment() as env:
        for model in ("transfer.intent", "bank.mutation"):
            if point and hasattr(type(env[model]), point):
                fatal(env, model, point)
        if point == "flushed":
            for _batch in env["transfer.match"]._match(env["account.journal"].browse(journal_id)):
                env.flush_all()
                die()
        env["transfer.match"]._run(env["account.journal"].browse(journal_id))
        if point == "committed":
            die()


def fatal(env, model_name, method):
    """Die when a method has done its work."""
    model = type(env[model_name])
    original = getattr(model, method)

    def do(*arguments, **options):
        original(*arguments, **options)
        env.flush_all()
        die()

    setattr(model, method, do)


def person(mutation_id, intent_id):
    """Say what money was for, as a request does."""
    with environment() as env:
        retrying(partial(env["bank.mutation"].browse(mutation_id).action_match, intent_id), env)


def told(journal_id):
    """Print what became of orders and money."""
    with environment() as env:
        for intent in env["transfer.intent"].search([("journal_id", "=", journal_id)], order="id"):
            paid = intent.transaction_ids.filtered(lambda transaction: transaction.state == "accepted")
            owed = sum(intent.order_id.invoice_ids.mapped("amount_residual"))
            print("order", intent.state, len(intent.match_ids), len(paid), int(owed), sep="|")
        for mutation in env["bank.mutation"].search([("journal_id", "=", journal_id)], order="id"):
            matched = sum(mutation.match_ids.mapped("amount"))
            left = int(mutation.statement_line_id.amount_residual)
            print("money", mutation.state, int(mutation.matched_amount), int(matched), -left, sep="|", flush=True)


def jobs(workers, orders):
    """Let the same money be settled by all workers at once."""
    journal_id, order_ids = wait_for(orders)
    bring(journal_id, payables(order_ids) * 2)
    for child in [start(run, journal_id) for _worker in range(workers)]:
        os.waitpid(child, 0)
    run(journal_id)
    told(journal_id)


def people(how_many):
    """Let the same money be for an order of each of them at once."""
    journal_id, order_ids = wait_for(how_many)
    [mutation_id] = bring(journal_id, [50_000])
    with environment() as env:
        intent_ids = env["transfer.intent"].search([("order_id", "in", order_ids)]).ids
    for child in [start(person, mutation_id, intent_id) for intent_id in intent_ids]:
        os.waitpid(child, 0)
    told(journal_id)


def traces(order_id, payable):
    """:return: "all", "nothing", or what there is instead"""
    with environment() as env:
        env.cr.execute(TRACES, [order_id])
        row = env.cr.fetchone()
    whole = ("paid", payable, "sale", "matched", 0, 1, 1, 1, 1, 0, 0)
    nothing = ("open", 0, "draft", "suspense", payable, 0, 0, 0, 0, 1, -payable)
    return {whole: "all", nothing: "nothing"}.get(row, repr(row))


def come_to(point):
    """Bring the settlement of one order to a point, look, run the job once more, look."""
    journal_id, [order_id] = wait_for(1)
    [payable] = payables([order_id])
    bring(journal_id, [payable])
    finish(start(run, journal_id, point), seconds(point))
    first = traces(order_id, payable)
    os.waitpid(start(run, journal_id), 0)
    print(point, first, traces(order_id, payable), sep="|", flush=True)


if __name__ == "__main__":
    what, *numbers = sys.argv[1:]
    if what == "jobs":
        jobs(*map(int, numbers))
    elif what == "people":
        people(*map(int, numbers))
    else:
        for each in sys.argv[1:]:
            come_to(each)
