"""Work that begins when a transaction is committed, and goes on batch by batch in transactions of its own."""

import logging
import time
from contextlib import contextmanager

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api
from odoo.exceptions import ConcurrencyError
from odoo.service.model import PG_CONCURRENCY_ERRORS_TO_RETRY
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

CONFLICTS_IN_A_ROW = 20
#: Seconds after which work goes on in a new job: the server ends those that take too long.
SLICE = 60
#: So many rows are cleaned up in one transaction.
CLEANED = 10_000
#: How a drain came to its end.
DONE, LATE, CONFLICTS = "done", "late", "conflicts"


def after_commit(records, key, deed):
    """Do something once after the current transaction is committed, with all records that were named for it until then.

    A job that waits already may start before the commit, and would not see what it is woken for: so it is woken here.

    :param records: of one model; none of them for what concerns the model as a whole
    :param str key: names the deed
    :param deed: called with the records, as superuser, in a transaction of its own
    """
    cr, registry, model = records.env.cr, records.env.registry, records._name
    data = cr.postcommit.data
    if key not in data:
        data[key] = set()

        @cr.postcommit.add
        def do():
            ids = data.pop(key, set())
            with after_the_fact(key), registry.cursor() as own_cr:
                deed(api.Environment(own_cr, SUPERUSER_ID, {})[model].browse(ids))

    data[key].update(records.ids)


@contextmanager
def after_the_fact(what):
    """Log what goes wrong after a commit: told to whoever asked, it would have them ask a second time. A cron looks again.

    :param str what: was to be done
    """
    try:
        yield
    except Exception:
        _logger.exception("%s: not done after the commit", what)


def drain(env, batch, until, name):
    """Commit batch after batch until there is none, or it is time; a conflict repeats the batch.

    :param env: on a cursor that may be committed; a job's own may not
    :param batch: called without arguments; returns whether there may be more
    :param float until: by ``time.monotonic``
    :param str name: whose work it is, for the log
    :return: DONE, LATE, or CONFLICTS when there were too many of them
    """
    conflicts = 0
    while conflicts < CONFLICTS_IN_A_ROW:
        try:
            more = batch()
            env.cr.commit()
        except (OperationalError, ConcurrencyError) as error:
            env.cr.rollback()
            if not isinstance(error, ConcurrencyError) and error.pgcode not in PG_CONCURRENCY_ERRORS_TO_RETRY:
                raise
            conflicts, more = conflicts + 1, True
        else:
            conflicts = 0
        env.clear()
        if not more:
            return DONE
        if time.monotonic() >= until:
            return LATE
    _logger.warning("%s: too many conflicts, left to the next run", name)
    return CONFLICTS


def clean(model, condition):
    """Delete some of the rows that nobody needs any more, however many there are; those that are locked stay for the next time.

    :param SQL condition: which rows of the model's table
    :return: (how many rows, whether there may be more), as `@api.autovacuum` wants it, which commits in between
    """
    table = SQL.identifier(model._table)
    query = SQL(
        "DELETE FROM %s WHERE id = ANY(ARRAY(SELECT id FROM %s WHERE %s LIMIT %s FOR UPDATE SKIP LOCKED))",
        table, table, condition, CLEANED,
    )  # fmt: skip
    model.env.flush_all()
    model.env.cr.execute(query)
    deleted = model.env.cr.rowcount
    model.invalidate_model(flush=False)
    return deleted, deleted == CLEANED
