"""Services that tell of a bank account's mutations. A new one is a file here, with the functions that `moota` has:

``KEY``, ``NAME``, ``API_URL``, ``is_signed``, ``read_post``, ``first_ask``, ``next_ask``, ``read_answer``,
``longest_span``. They are pure: bytes, headers and answers in, rows and requests out.
"""

from importlib import import_module
from pkgutil import iter_modules

PROVIDERS = {
    provider.KEY: provider
    for provider in (import_module(f".{module.name}", __name__) for module in iter_modules(__path__))
    if hasattr(provider, "KEY")
}
