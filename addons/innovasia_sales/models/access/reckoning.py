from contextlib import contextmanager
from contextvars import ContextVar

_reckoning = ContextVar("innovasia_sales.reckoning", default=False)


@contextmanager
def reckoning():
    """Work with costs for the books, whoever asks for it: the results are no cost, but what is done needs them.

    Also a decorator of a method; never of one whose answer a client gets to see.
    """
    token = _reckoning.set(True)
    try:
        yield
    finally:
        _reckoning.reset(token)


def is_reckoning():
    """Whether the server is at work on the books, rather than answering somebody."""
    return _reckoning.get()
