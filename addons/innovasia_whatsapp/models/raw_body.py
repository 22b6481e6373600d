"""Posts of other systems are stored as they came, before anything is read."""

import hashlib

from odoo import SUPERUSER_ID
from odoo.tools import SQL


def store_once(cr, table, owner, body):
    """Insert one body as a pending row with a single statement; the same bytes a second time are no-op.

    :param str table: with ``body``, ``digest``, ``state`` and a unique index of the owner and the digest
    :param dict owner: {column: value} of whose post it is, and, after the first, what else there is to say
    :param bytes body: as signed
    """
    text = body.decode("utf-8", "backslashreplace").replace("\x00", "\\x00")
    values = {**owner, "body": text, "digest": hashlib.sha256(body).hexdigest(), "state": "pending"}
    cr.execute(
        SQL(
            """
            INSERT INTO %s (%s, create_uid, create_date, write_uid, write_date)
                 VALUES (%s, %s, now() AT TIME ZONE 'UTC', %s, now() AT TIME ZONE 'UTC')
            ON CONFLICT (%s, digest) DO NOTHING
            """,
            SQL.identifier(table),
            SQL(", ").join(SQL.identifier(column) for column in values),
            SQL(", ").join(SQL("%s", value) for value in values.values()),
            SUPERUSER_ID,
            SUPERUSER_ID,
            SQL.identifier(next(iter(owner))),
        )
    )
