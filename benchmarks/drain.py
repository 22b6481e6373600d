"""Drain one device's inbox in a process of its own, and print its peak resident memory in KB.

``python -m benchmarks.drain DATABASE ACCOUNT_ID``
"""

import resource
import sys

from .databases import configure, environment


def main(name: str, account_id: str) -> None:
    """Work off the inbox as the queue job does."""
    configure()
    with environment(name) as env:
        account = env["wa.account"].browse(int(account_id))
        while env["wa.event"]._has_pending_inbox(account):
            account._run("inbox")
            env.cr.rollback()
        if env["wa.event"].search_count([("state", "!=", "done")]):
            raise SystemExit("Not every event was drained.")
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main(*sys.argv[1:])
