"""Bank transfers: finding what money was for, among all orders that wait."""

from statistics import mean

from odoo.tools import SQL

from ..databases import environment_on_copy
from ..measure import Bound, Row, seconds
from .transfers import open_account

TABLES = ("transfer_intent", "bank_mutation", "transfer_match", "account_move_line", "account_bank_statement_line")


def measure(source: str, quick: bool) -> list[Row]:
    """Mutations per second for which the order is found, and whether that stays so for many."""
    return [_finds(source, quick), _grows(source, quick)]


def _finds(source: str, quick: bool) -> Row:
    """As many mutations as orders that wait, each for another one: by the matching job's query, and one after the other by
    Odoo's own search for what a statement line may settle, with the amount.

    Odoo searches among as many open items of customers; so many searches are enough to know what each costs.
    """
    rounds, many, searched = (1, 100, 5) if quick else (3, 10_000, 200)
    row = Row(f"matching {many:,} mutations with as many orders", "Odoo's search per line", "per second", Bound(">=", 20))
    with environment_on_copy(source, "match") as env:
        journal = open_account(env).journal_id
        _wait_and_pay(env, journal, many)
        _owe(env, journal, many)
        lines = env["account.bank.statement.line"].create(
            [{"journal_id": journal.id, "amount": 50_000 + number, "payment_ref": "TRSF"} for number in range(searched)]
        )
        _analyze(env)
        return row.take_turns(rounds, lambda: _search_each(env, lines), lambda: _match_all(env, journal, many))


def _grows(source: str, quick: bool) -> Row:
    """What each mutation costs among ten times as many mutations and orders; both match as many of them in a round."""
    rounds, few, many = (1, 100, 1_000) if quick else (5, 10_000, 100_000)
    row = Row(f"matching {many:,} mutations at once", f"{few:,} at once", "us each", Bound("<=", 1.5))
    with environment_on_copy(source, "grows") as env:
        small, large = open_account(env).journal_id, open_account(env).journal_id
        _wait_and_pay(env, small, few)
        _wait_and_pay(env, large, many)
        _analyze(env)
        return row.take_turns(
            rounds,
            lambda: mean(1e6 / _match_all(env, small, few) for _time in range(many // few)),
            lambda: 1e6 / _match_all(env, large, many),
        )


def _wait_and_pay(env, journal, many: int) -> None:
    """Orders that wait for a transfer, and the money of each. Written straight into the tables: how it came there is measured
    elsewhere."""
    partner = env["res.partner"].create({"name": "Siti"})
    order = env["sale.order"].create({"partner_id": partner.id})
    method = env["sale.payment.method"].search([("journal_id", "=", journal.id)])
    env.flush_all()
    shared = {"journal": journal.id, "company": journal.company_id.id, "partner": partner.id, "many": many}
    env.cr.execute(
        SQL(
            """
            WITH sold AS (
                INSERT INTO sale_order
                SELECT copied.* FROM sale_order AS sold, generate_series(1, %(many)s) AS number,
                       jsonb_populate_record(NULL::sale_order, to_jsonb(sold) || jsonb_build_object(
                           'id', nextval('sale_order_id_seq'), 'name', 'B' || number)) AS copied
                 WHERE sold.id = %(order)s
             RETURNING id)
            INSERT INTO transfer_intent (name, order_id, company_id, partner_id, journal_id, payment_method_id, base, code,
                                         payable, token, state, opened_at, expires_at, release_at)
            SELECT 'T' || id, id, %(company)s, %(partner)s, %(journal)s, %(method)s, 50000 + n, 1, 50001 + n, 'T' || id, 'open',
                   now() AT TIME ZONE 'UTC' - interval '1 hour', now() + interval '1 day', now() + interval '8 days'
              FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM sold) AS numbered
            """,
            method=method.id,
            order=order.id,
            **shared,
        )
    )
    env.cr.execute(
        SQL(
            """
            INSERT INTO bank_mutation (journal_id, company_id, date, ingested_at, kind, amount, open_amount, description,
                                       origin, fingerprint, ordinal, state)
            SELECT %(journal)s, %(company)s, current_date, now() AT TIME ZONE 'UTC', 'credit', 50001 + n, 50001 + n, 'TRSF',
                   'api', 'F' || n, 0, 'suspense'
              FROM generate_series(1, %(many)s) AS n
            """,
            **shared,
        )
    )


def _owe(env, journal, many: int) -> None:
    """Open items of customers, as many as orders wait; straight into the table as well."""
    receivable = env["res.partner"].create({"name": "Budi"}).property_account_receivable_id
    general = env["account.journal"].search([("type", "=", "general"), ("company_id", "=", journal.company_id.id)], limit=1)
    lines = [
        {"account_id": receivable.id, "debit": 50_000},
        {"account_id": journal.transfer_rounding_account_id.id, "credit": 50_000},
    ]
    move = env["account.move"].create({"journal_id": general.id, "line_ids": [(0, 0, line) for line in lines]})
    move.action_post()
    env.flush_all()
    env.cr.execute(
        SQL(
            """
            INSERT INTO account_move_line
            SELECT copied.* FROM account_move_line AS line, generate_series(0, %s - 1) AS number,
                   jsonb_populate_record(NULL::account_move_line, to_jsonb(line) || jsonb_build_object(
                       'id', nextval('account_move_line_id_seq'), 'amount_residual', 50000 + number)) AS copied
             WHERE line.id = %s
            """,
            many,
            move.line_ids.filtered("debit").id,
        )
    )


def _search_each(env, lines) -> float:
    """Statement lines per second for which Odoo's own domain finds the open item of the amount."""
    env.clear()

    def search():
        for line in lines:
            domain = [*line._get_default_amls_matching_domain(), ("amount_residual", "=", line.amount)]
            if not env["account.move.line"].search(domain, limit=2):
                raise AssertionError("Odoo did not find the open item.")

    return len(lines) / seconds(search)


def _match_all(env, journal, many: int) -> float:
    """Mutations per second for which the order was found."""
    env.clear()
    found = []
    duration = seconds(lambda: found.extend(env["transfer.match"]._candidates(journal)))
    if len({intent for _mutation, intent in found}) != many:
        raise AssertionError(f"{len(found)} of {many} were found.")
    return many / duration


def _analyze(env) -> None:
    """Tell the planner what the tables hold now, as autovacuum does in time."""
    env.cr.commit()
    for table in TABLES:
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    env.cr.commit()
