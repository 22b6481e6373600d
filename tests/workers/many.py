"""A long run of acceptances in processes that are killed one after the other: prints what is there in the end.

many.py COUNT SECONDS...    accepts COUNT transactions; a process is killed after each of these times, and the last one is not

Prints "accepted COUNT, payments COUNT, done COUNT, STATE", and how many times a process was killed before it was over.
"""

import sys

from dev.odoo_env import environment
from tests.workers.accept import make
from tests.workers.processes import finish, start


def begin(count):
    """:return: (the id of a run that has not begun, the ids of its transactions)"""
    with environment() as env:
        transactions = env["sale.transaction"].browse([make(env) for _each in range(count)])
        return env["sale.transaction.result"]._begin(transactions, "accept")["res_id"], transactions.ids


def run(result_id):
    with environment() as env:
        env["sale.transaction.result"].browse(result_id)._run()


def outcome(result_id, transaction_ids):
    with environment() as env:
        result = env["sale.transaction.result"].browse(result_id)
        transactions = env["sale.transaction"].browse(transaction_ids)
        accepted = len(transactions.filtered(lambda transaction: transaction.state == "accepted"))
        payments = env["account.payment"].search_count([("memo", "in", [f"{t.name} {t.order_id.name}" for t in transactions])])
        return f"accepted {accepted}, payments {payments}, done {result.done_count}, {result.state}"


if __name__ == "__main__":
    result, ids = begin(int(sys.argv[1]))
    killed = sum(finish(start(run, result), float(seconds)) for seconds in sys.argv[2:])
    finish(start(run, result))
    print(outcome(result, ids), f"killed {killed}", sep="|", flush=True)
