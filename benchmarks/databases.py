"""Copies of the prepared database: every row measures in its own, and leaves nothing behind.

The prepared database is the one that Odoo's configuration names (PGDATABASE, or ODOO_DB_NAME); it needs our addons
installed and nobody connected to it, and is only copied.
"""

import os
from contextlib import contextmanager

import odoo.sql_db
from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import SQL, config

TABLES = (
    "wa_event", "wa_message", "wa_identity", "wa_session", "wa_assignment", "mail_message", "discuss_channel",
    "discuss_channel_member", "res_partner",
)  # fmt: skip


def configure() -> str:
    """Read Odoo's configuration as the server does; returns the name of the prepared database."""
    config.parse_config(["--log-level=warn", "--log-handler=py.warnings:ERROR", "--max-cron-threads=0"], setup_logging=True)
    names = config["db_name"]
    if len(names) != 1:
        raise SystemExit("Name the prepared database, e.g. PGDATABASE=my_database, and Odoo's configuration in ODOO_RC.")
    return names[0]


@contextmanager
def copy_of(source: str, purpose: str):
    """The name of a copy that is dropped in the end. The process id in it lets `make test` drop what a kill left."""
    name = f"run_bench_{purpose}_{os.getpid()}"
    _administer(SQL("DROP DATABASE IF EXISTS %s WITH (FORCE)", SQL.identifier(name)))
    _administer(SQL("CREATE DATABASE %s TEMPLATE %s", SQL.identifier(name), SQL.identifier(source)))
    try:
        yield name
    finally:
        Registry.delete(name)
        odoo.sql_db.close_db(name)
        _administer(SQL("DROP DATABASE IF EXISTS %s WITH (FORCE)", SQL.identifier(name)))


def _administer(statement: SQL) -> None:
    connection = odoo.sql_db.db_connect("postgres")
    with connection.cursor() as cr:
        # psycopg2 leaves no other way out of the transaction, which these statements refuse.
        cr._cnx.autocommit = True
        cr.execute(statement)
        cr._cnx.autocommit = False


@contextmanager
def environment(name: str):
    """An environment of the superuser on a cursor of its own; what is not committed is lost."""
    with Registry(name).cursor() as cr:
        yield api.Environment(cr, SUPERUSER_ID, {})
        cr.rollback()


@contextmanager
def environment_on_copy(source: str, purpose: str):
    """Both of the above."""
    with copy_of(source, purpose) as name, environment(name) as env:
        yield env


def analyze(env) -> None:
    """Tell the planner what the tables hold now, as autovacuum does in time."""
    env.cr.commit()
    for table in TABLES:
        env.cr.execute(SQL("ANALYZE %s", SQL.identifier(table)))
    env.cr.commit()
