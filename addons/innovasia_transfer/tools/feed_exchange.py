"""Asking a service over HTTP: a few pages, each within its time, and an error that a person understands."""

from __future__ import annotations

import json

import requests
import urllib3

from .providers.reading import Ask, NotUnderstood, parse_json

CONNECT_SECONDS, READ_SECONDS = 5, 20
MAX_PAGES = 100
MAX_ANSWER = 8 * 1024 * 1024
#: Reasons of HTTP statuses; others are ``status``.
STATUSES = {401: "denied", 403: "denied", 404: "no_such_account", 429: "too_often"}


def ask_all(provider, first: Ask) -> str:
    """Ask for a page after the other, as the provider says.

    :return: a JSON array of the answers, as they came
    :raises NotUnderstood: the service was not reached, refused, or answered what is no answer
    """
    pages, ask = [], first
    with requests.Session() as session:
        while ask is not None and len(pages) < MAX_PAGES:
            text = _exchange(session, ask)
            answer = parse_json(text)
            pages.append(text.strip())
            ask = provider.next_ask(ask, answer)
    if ask is not None:
        # Half of an answer would look like all of it.
        raise NotUnderstood("too_much")
    return f"[{','.join(pages)}]"


def read_all(provider, body: str, zone: str, today):
    """Read what `ask_all` returned, as one delivery.

    :return: providers.reading.Reading
    :raises NotUnderstood: an answer is none
    """
    whole = None
    for answer in parse_json(body):
        reading = provider.read_answer(answer, zone, today)
        if whole is None:
            whole = reading
        else:
            count = len(whole.told) + len(whole.problems)
            whole.told += reading.told
            whole.problems += [(number + count, *rest) for number, *rest in reading.problems]
    return whole


def _exchange(session: requests.Session, ask: Ask) -> str:
    try:
        with session.request(
            ask.method,
            ask.url,
            headers={"User-Agent": "Innovasia/1.0", **ask.headers},
            params=ask.params,
            data=ask.data,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
            # With an authentication of its own, a .netrc of the machine does not replace the token.
            auth=lambda request: request,
            stream=True,
        ) as response:
            content = response.raw.read(MAX_ANSWER + 1, decode_content=True)
            status = response.status_code
    except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
        raise NotUnderstood("not_reached", error) from None
    if status != 200:
        raise NotUnderstood(STATUSES.get(status, "status"), _message(content) if status in STATUSES else status)
    if len(content) > MAX_ANSWER:
        raise NotUnderstood("too_much")
    return content.decode("utf-8", "replace").replace("\x00", "")


def _message(content: bytes) -> str:
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        return ""
    return str(answer.get("message") or answer.get("error") or "") if isinstance(answer, dict) else ""
