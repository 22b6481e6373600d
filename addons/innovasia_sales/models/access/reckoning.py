from contextvars import ContextVar
from functools import wraps

_reckoning = ContextVar("innovasia_sales.reckoning", default=False)


def reckons(method):
    """The method works with costs for the books, whoever calls it: its results are no cost, but what it does needs them.

    Never for a method whose answer a client gets to see.
    """

    @wraps(method)
    def wrapped(self, *args, **kwargs):
        token = _reckoning.set(True)
        try:
            return method(self, *args, **kwargs)
        finally:
            _reckoning.reset(token)

    return wrapped


def is_reckoning():
    """Whether the server is at work on the books, rather than answering somebody."""
    return _reckoning.get()
