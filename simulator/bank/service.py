"""The services' own APIs, where a business asks for mutations: ``/bank-api/moota/…`` and ``/bank-api/mutasibank/…``."""

import asyncio
import hmac
from urllib.parse import parse_qs

from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from . import forms

#: Longer than any sensible client waits.
SILENCE = 120
PER_PAGE, MOST_PER_PAGE = 20, 100


async def moota(request):
    """GET mutation?bank=&start_date=&end_date=&page=&per_page=, with a Bearer token: a page, newest first."""
    bank, query = request.app.state.sim.bank, request.query_params
    wanted = query.get("bank") or query.get("bank_id")
    account = _account(bank, "moota_id", wanted)
    token = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    if not account or not hmac.compare_digest(token, account["token"]):
        return JSONResponse({"error": "Unauthenticated."}, 401)
    if answer := await _fault(account):
        return answer
    found = _shown(bank, account, query, "start_date", "end_date")
    rows = [forms.moota_row(account, each, polled=True) for each in found]
    return JSONResponse(_page(request, rows))


async def mutasibank(request):
    """POST statements/{account} with ``date_from`` and ``date_to`` as a form; the token is the whole header."""
    bank = request.app.state.sim.bank
    account = _account(bank, "mutasibank_id", request.path_params["account"])
    if not account or not hmac.compare_digest(request.headers.get("authorization", ""), account["token"]):
        return JSONResponse({"error": True, "message": "Invalid token"}, 401)
    if answer := await _fault(account):
        return answer
    form = {key: values[-1] for key, values in parse_qs((await request.body()).decode("latin-1")).items()}
    rows = [forms.mutasibank_row(each) for each in _shown(bank, account, form, "date_from", "date_to")]
    return JSONResponse({"error": False, "message": "Data found" if rows else "Data not found", "data": rows})


def _account(bank, field, value):
    if not value:
        return next(iter(bank.accounts), None)
    return next((each for each in bank.accounts if value in (str(each[field]), each["number"])), None)


def _shown(bank, account, values, start, end):
    """:return: an account's mutations of the days that are asked for, newest first"""
    return bank.history(account, values.get(start), values.get(end))[::-1]


async def _fault(account):
    """:return: what the service answers instead, None when it works"""
    fault = account["poll_fault"]
    if fault == "timeout":
        await asyncio.sleep(SILENCE)
    if fault == "garbage":
        return PlainTextResponse('{"data": [', media_type="application/json")
    return None if fault == "none" else PlainTextResponse("Internal Server Error", 500)


def _page(request, rows):
    """:return: a page as Laravel wraps it"""
    size = min(_number(request, "per_page", PER_PAGE), MOST_PER_PAGE)
    last = max(1, -(-len(rows) // size))
    page = _number(request, "page", 1)
    shown = rows[(page - 1) * size : page * size]
    here = str(request.url.replace(query=None))

    def link(number):
        return str(request.url.include_query_params(page=number)) if 1 <= number <= last else None

    first = (page - 1) * size + 1
    return {
        "current_page": page,
        "data": shown,
        "first_page_url": link(1),
        "from": first if shown else None,
        "last_page": last,
        "last_page_url": link(last),
        "next_page_url": link(page + 1),
        "path": here,
        "per_page": size,
        "prev_page_url": link(page - 1),
        "to": first + len(shown) - 1 if shown else None,
        "total": len(rows),
    }


def _number(request, name, default):
    text = request.query_params.get(name, "")
    return max(1, int(text)) if text.isdigit() else default


ROUTES = [
    *(Route(f"/bank-api/moota{version}/mutation", moota) for version in ("", "/api/v2")),
    *(
        Route(f"/bank-api/mutasibank{version}/statements/{{account}}", mutasibank, methods=["POST"])
        for version in ("", "/api/v1")
    ),
]
