"""Moota, API v2 (moota.gitbook.io/technical-docs; docs/facts.md)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from .reading import Ask, NotUnderstood, Reading, Told, hmac_fits, parse_json, read_row

KEY = "moota"
NAME = "Moota"
API_URL = "https://app.moota.co/api/v2"
PER_PAGE = 100


def is_signed(body: bytes, headers: Mapping[str, str], secret: str | None, _api_token: str | None) -> bool:
    """``Signature``: hex HMAC-SHA256 of the raw body. There is no timestamp: replays must be harmless."""
    return hmac_fits(body, headers.get("Signature"), secret)


def read_post(text: str, zone: str, today: date) -> Reading:
    """Read a webhook's body: an array of mutations.

    :raises NotUnderstood: it is none
    """
    return Reading().add(parse_json(text), lambda row: _told(row, zone, today))


def first_ask(api_url: str, api_token: str, account: str, since: date, until: date) -> Ask:
    """Ask for the mutations of an account (``bank_id``) from one day to another, both included."""
    return Ask(
        "GET",
        f"{api_url}/mutation",
        {"Authorization": f"Bearer {api_token}", "Accept": "application/json"},
        {
            "bank": account,
            "start_date": since.isoformat(),
            "end_date": until.isoformat(),
            "page": 1,
            "per_page": PER_PAGE,
        },
    )


def next_ask(ask: Ask, answer: object) -> Ask | None:
    """Return the request for the next page. Its number is counted here: an address in an answer is not followed."""
    if not isinstance(answer, dict) or not answer.get("next_page_url") or not answer.get("data"):
        return None
    return Ask(ask.method, ask.url, ask.headers, {**ask.params, "page": ask.params["page"] + 1})


def read_answer(answer: object, zone: str, today: date) -> Reading:
    """Read a page of an answer.

    :raises NotUnderstood: it is none
    """
    if not isinstance(answer, dict):
        raise NotUnderstood("no_answer")
    return Reading().add(answer.get("data"), lambda row: _told(row, zone, today))


def longest_span() -> timedelta:
    """How many days may be asked for at once."""
    return timedelta(days=31)


def _told(given: dict, zone: str, today: date) -> Told:
    row = read_row(given, zone, today, date_key="date", reference_key="mutation_id")
    names = (given.get("bank_id"), given.get("account_number"))
    return Told(row, frozenset(str(name).strip() for name in names if name))
