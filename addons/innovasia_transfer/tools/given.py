"""What a client hands over, before it is believed. No ORM."""

import math

#: More than any bank moves at once; whole up to here also as a float.
MOST = 10**15


def one_id(value: object) -> int | tuple:
    """:return: the id for ``browse``; nothing for what is none, which then browses nothing"""
    return value if type(value) is int and 0 < value < 2**31 else ()


def many_ids(values: object) -> list[int]:
    """:return: the ids among what was handed over as a list of them"""
    return [value for value in values if one_id(value)] if isinstance(values, (list, tuple)) else []


def whole_amount(value: object) -> int | None:
    """:return: a whole amount that is more than zero, or None for everything else"""
    if type(value) not in (int, float) or not math.isfinite(value) or not 0 < value < MOST or value != int(value):
        return None
    return int(value)
