"""Bank transfers: many callers get amounts of their own as fast as one does."""

import os
import time
from contextlib import contextmanager
from itertools import count
from unittest.mock import patch

import odoo.sql_db

from ..databases import copy_of, environment
from ..measure import Bound, Row

TOTAL = 50_000
_numbers = count(1)


def measure(source: str, quick: bool) -> list[Row]:
    """Amounts reserved per second."""
    return [_allocates(source, quick)]


def open_account(env, codes: int = 999):
    """A bank account that takes transfers with so many unique codes: its payment method."""
    number = next(_numbers)
    account = env["res.partner.bank"].create(
        {
            "acc_number": f"88{number:08}",
            "bank_id": env["res.bank"].create({"name": "BCA"}).id,
            "partner_id": env.company.partner_id.id,
        }
    )
    journal = env["account.journal"].create(
        {
            "name": f"BCA {number}",
            "type": "bank",
            "code": f"BC{number}",
            "bank_account_id": account.id,
            "transfer_open": True,
            "transfer_code_max": codes,
        }
    )
    return env["sale.payment.method"].create({"name": f"Transfer {number}", "journal_id": journal.id, "is_transfer": True})


def _allocates(source: str, quick: bool) -> Row:
    """960 codes for orders of one total, reserved by 16 processes with connections of their own, and by one after the other.

    Each reservation is a transaction of its own, as in the product. That no amount is given twice, and that nobody needs more
    than five tries, is checked as well.
    """
    rounds, callers, codes = (1, 4, 40) if quick else (5, 16, 960)
    row = Row(f"reserving {codes} codes of one total, {callers} callers", "one caller", "per second", Bound(">=", 1))
    with copy_of(source, "codes") as name:
        return row.take_turns(rounds, lambda: _reserve_all(name, 1, codes), lambda: _reserve_all(name, callers, codes))


def _reserve_all(name: str, callers: int, codes: int) -> float:
    """Reserve so many codes on a new account; returns how many there were in a second."""
    with environment(name) as env:
        journal_id = open_account(env).journal_id.id
        env.cr.commit()
    ready, start = os.pipe(), os.pipe()
    odoo.sql_db.close_all()
    children = [_fork(name, journal_id, codes // callers, ready[1], start[0]) for _caller in range(callers)]
    for _caller in range(callers):
        os.read(ready[0], 1)
    begin = time.perf_counter()
    os.write(start[1], b"." * callers)
    failed = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    duration = time.perf_counter() - begin
    for end in (*ready, *start):
        os.close(end)
    with environment(name) as env:
        env.cr.execute("SELECT count(*), count(DISTINCT payable) FROM transfer_code WHERE journal_id = %s", [journal_id])
        if any(failed) or env.cr.fetchone() != (codes, codes):
            raise AssertionError(f"Not every caller got an amount of its own: {failed}")
    return codes / duration


def _fork(name: str, journal_id: int, codes: int, ready: int, start: int) -> int:
    """Start a process that reserves so many codes as soon as it may; returns its id."""
    child = os.fork()
    if not child:
        status = 1
        try:
            with environment(name) as env, _counted_tries(env) as most:
                journal = env["account.journal"].browse(journal_id)
                # What every caller knows before it asks.
                journal.fetch(["name", "transfer_code_max"])
                os.write(ready, b".")
                os.read(start, 1)
                for _code in range(codes):
                    env["transfer.code"]._reserve(journal, TOTAL)
                status = 0 if most() <= 5 else 2
        finally:
            # Who failed is not waited for either.
            os.write(ready, b"!")
            os._exit(status)
    return child


@contextmanager
def _counted_tries(env):
    """Count the tries of each reservation; yields a function that tells the most."""
    model, tries = type(env["transfer.code"]), {}
    take = model._take_free

    def counted(codes, journal, base, token):
        tries[token] = tries.get(token, 0) + 1
        return take(codes, journal, base, token)

    with patch.object(model, "_take_free", counted):
        yield lambda: max(tries.values(), default=0)
