"""Identifiers in the shapes Meta uses, and phone numbers in their spellings."""

import base64
import random
import re
import secrets
import string


def wamid(number, outgoing):
    """Return a new message id; like Meta's it holds the customer's number in base64."""
    digits = (number or "0").encode()
    unique = secrets.token_hex(10).upper().encode()
    raw = (
        b"\x1c\x18"
        + bytes([len(digits)])
        + digits
        + b"\x15\x02\x00"
        + (b"\x11" if outgoing else b"\x12")
        + b"\x18"
        + bytes([len(unique)])
        + unique
        + b"\x00"
    )
    return "wamid." + base64.b64encode(raw).decode()


def bsuid(country="ID"):
    """Return a new business-scoped user id such as `ID.10293847565648392011`."""
    return f"{country}.{random.randint(10**19, 10**20 - 1)}"


def object_id():
    """Return a new Graph object id: digits only."""
    return str(random.randint(10**15, 10**16 - 1))


def trace_id():
    """Return a new `fbtrace_id`."""
    alphabet = string.ascii_letters + string.digits + "_-"
    return "A" + "".join(random.choices(alphabet, k=22))


def short_id(prefix):
    """Return a new id for the simulator's own documents."""
    return f"{prefix}{secrets.token_hex(6)}"


def digits(text):
    """Return the digits of a phone number as it was written."""
    return re.sub(r"\D", "", str(text or ""))


def international(text):
    """Return the digits of a number in any Indonesian spelling (`08`, `62`, `+62`, `0062`) with its country code."""
    number = digits(text)
    if number.startswith("00"):
        return number[2:]
    if number.startswith("0"):
        return "62" + number[1:]
    return number
