"""What workers share that do something in processes of their own, some of which are killed."""

import os
import signal
import sys
import time

from odoo import sql_db


def die():
    """End like a machine without power."""
    os.kill(os.getpid(), signal.SIGKILL)


def start(deed, *arguments):
    """:return: the id of a process of its own, which has its own connections"""
    sql_db.close_all()
    child = os.fork()
    if not child:
        try:
            deed(*arguments)
        finally:
            os._exit(1 if sys.exc_info()[0] else 0)
    return child


def finish(child, kill_after=None):
    """Wait for the end of a process.

    :param float kill_after: seconds after which it is killed from outside, wherever it may be
    :return: whether it was killed
    """
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def seconds(point):
    """:return: the time that a point of a command line names; None when it names something else"""
    return float(point) if point.replace(".", "").isdigit() else None
