"""Graph's cursor paging."""

import base64
import binascii
from urllib.parse import urlencode

from .errors import GraphError

DEFAULT_LIMIT = 25


def page(call, items):
    """Return one page of items (dicts with an `id`) with cursors and links, as `limit`, `after` and `before` ask."""
    limit = call.query.get("limit", str(DEFAULT_LIMIT))
    if not limit.isdigit() or not int(limit):
        raise GraphError(100, message="(#100) Param limit must be a positive number")
    limit = int(limit)
    ids = [item["id"] for item in items]
    start = 0
    if call.query.get("after"):
        start = _position(ids, call.query["after"]) + 1
    elif call.query.get("before"):
        start = max(0, _position(ids, call.query["before"]) - limit)
    chosen = items[start : start + limit]
    if not chosen:
        return {"data": []}
    cursors = {"before": _cursor(chosen[0]["id"]), "after": _cursor(chosen[-1]["id"])}
    paging = {"cursors": cursors}
    if start + limit < len(items):
        paging["next"] = _link(call, after=cursors["after"])
    if start:
        paging["previous"] = _link(call, before=cursors["before"])
    return {"data": chosen, "paging": paging}


def _cursor(item_id):
    return base64.urlsafe_b64encode(item_id.encode()).decode().rstrip("=")


def _position(ids, cursor):
    try:
        return ids.index(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode())
    except (ValueError, binascii.Error) as error:
        raise GraphError(100, message="(#100) Invalid cursor") from error


def _link(call, **cursor):
    query = {key: value for key, value in call.query.items() if key not in ("after", "before")}
    # As at Meta, the link can be followed as it is: it carries the token.
    query |= {"access_token": call.token, **cursor}
    return f"{call.sim.public_url}{call.request.url.path}?{urlencode(query)}"
