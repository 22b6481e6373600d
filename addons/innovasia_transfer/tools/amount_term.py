"""An amount as somebody types it into a search: ``50009``, ``50.009``, ``Rp 50.009,00``, ``50rb``, ``1,5 jt``. No ORM."""

import re

UNITS = {"": 1, "jt": 10**6, "juta": 10**6, "k": 10**3, "rb": 10**3, "ribu": 10**3}
#: More digits than any bank account has.
MOST_DIGITS = 15
_WRITTEN = re.compile(r"(?:rp\.?|idr)?([\d.,]*\d)(,-|jt|juta|k|rb|ribu)?")
_PARTS = re.compile(r"([\d.,]*?)(?:[.,](\d{1,2}))?")


def amount_of(term):
    """Read an amount. A separator with one or two digits behind it is a decimal one; others group thousands.

    :param str term: what was typed
    :return: whole rupiah, or None for what is no amount
    """
    written = _WRITTEN.fullmatch(re.sub(r"\s", "", term or "").lower())
    if not written or len(written[1]) > MOST_DIGITS:
        return None
    whole, decimals = _PARTS.fullmatch(written[1]).groups()
    digits = re.sub(r"[.,]", "", whole)
    unit = UNITS.get(written[2] or "", 1)
    amount = int(digits or 0) * unit + int((decimals or "0").ljust(2, "0")) * unit // 100
    return amount or None
