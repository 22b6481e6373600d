"""Writing millions of rows in seconds: without indexes and foreign keys, which are made again over all rows at once."""

from contextlib import contextmanager

from odoo.tools import SQL

_INDEXES = """
    SELECT format('DROP INDEX %%I', class.relname), pg_get_indexdef(indexrelid)
      FROM pg_index JOIN pg_class AS class ON class.oid = indexrelid
     WHERE indrelid = ANY(%s::regclass[])
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
"""
_FOREIGN_KEYS = """
    SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
           format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(%s::regclass[])
"""


def fill_required(env, model: str) -> None:
    """Let rows that SQL writes have the ORM's value in columns that another addon requires."""
    columns = [
        name
        for name, field in env[model]._fields.items()
        if field.store and field.required and field.column_type and field.default
    ]
    for column, value in env[model].default_get(columns).items():
        env.cr.execute(
            SQL("ALTER TABLE %s ALTER %s SET DEFAULT %s", SQL.identifier(env[model]._table), SQL.identifier(column), value)
        )


@contextmanager
def in_bulk(env, *tables: str):
    """Rows written to these tables meanwhile are indexed and checked in the end."""
    cr, again = env.cr, []
    cr.execute(SQL("SET LOCAL maintenance_work_mem = '256MB'"))
    cr.execute(SQL("SET LOCAL work_mem = '128MB'"))
    for query in (_FOREIGN_KEYS, _INDEXES):
        cr.execute(query, [list(tables)])
        for drop, create in cr.fetchall():
            cr.execute(drop)
            again.append(create)
    yield
    for create in reversed(again):
        cr.execute(create)
    cr.execute(SQL("SET LOCAL work_mem TO DEFAULT"))
