"""What the races share: several people act at the same instant, and the database is looked at afterwards."""

import threading
from concurrent.futures import ThreadPoolExecutor

from dev import postgres
from tests.clients import Refusal


def sql(server, statement):
    """The rows of a query."""
    return [line.split("|") for line in postgres.sql(statement, server.db)]


def at_once(*deeds):
    """Do things at the same instant; returns what each came to: None, or the refusal's text."""
    barrier = threading.Barrier(len(deeds))

    def do(deed):
        barrier.wait()
        try:
            deed()
        except Refusal as refusal:
            return str(refusal)

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))
