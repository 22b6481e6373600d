"""Mutasibank, API v1 (github.com/daffigusti/mutasi_api_sample, blog.mutasibank.co.id; docs/facts.md)."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import quote

from .reading import Ask, NotUnderstood, Reading, Told, hmac_fits, parse_json, read_row

KEY = "mutasibank"
NAME = "Mutasibank"
API_URL = "https://mutasibank.co.id/api/v1"
SIGNATURE = "X-Mutasibank-Signature"


def is_signed(body: bytes, headers: Mapping[str, str], secret: str | None, api_token: str | None) -> bool:
    """``X-Mutasibank-Signature``: hex HMAC-SHA256 of the raw body; its timestamp header is not signed and says nothing.

    Webhooks from before 2025 are not signed: they carry the API token in the body as ``api_key``. That is believed only
    where no secret is set.
    """
    if secret:
        return hmac_fits(body, headers.get(SIGNATURE), secret)
    if not api_token:
        return False
    try:
        given = parse_json(body.decode("utf-8", "replace"))
    except NotUnderstood:
        return False
    key = given.get("api_key") if isinstance(given, dict) else None
    return isinstance(key, str) and hmac.compare_digest(key.encode(), api_token.encode())


def read_post(text: str, zone: str, today: date) -> Reading:
    """Read a webhook's body: an account with its ``data_mutasi``.

    :raises NotUnderstood: it is none
    """
    given = parse_json(text)
    if not isinstance(given, dict):
        raise NotUnderstood("no_account")
    names = frozenset(str(name).strip() for name in (given.get("account_id"), given.get("account_number")) if name)
    return Reading().add(given.get("data_mutasi"), lambda row: Told(_row(row, zone, today), names))


def first_ask(api_url: str, api_token: str, account: str, since: date, until: date) -> Ask:
    """Ask for the mutations of an account (``account_id``) from one day to another, both included."""
    return Ask(
        "POST",
        f"{api_url}/statements/{quote(account, safe='')}",
        {"Authorization": api_token, "Accept": "application/json"},
        data={"date_from": since.isoformat(), "date_to": until.isoformat()},
    )


def next_ask(_ask: Ask, _answer: object) -> None:
    """The answer holds all at once."""


def read_answer(answer: object, zone: str, today: date) -> Reading:
    """Read an answer.

    :raises NotUnderstood: it is none, or says that something was wrong
    """
    if not isinstance(answer, dict):
        raise NotUnderstood("no_answer")
    if answer.get("error") not in (None, False, "", 0):
        raise NotUnderstood("refused", answer.get("message") or answer["error"])
    return Reading().add(answer.get("data"), lambda row: Told(_row(row, zone, today)))


def longest_span() -> timedelta:
    """How many days may be asked for at once."""
    return timedelta(days=31)


def _row(given: dict, zone: str, today: date):
    return read_row(given, zone, today, date_key="transaction_date", reference_key="id")
