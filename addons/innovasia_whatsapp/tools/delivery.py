"""Send prepared messages concurrently; nothing here knows a database."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from .graph_errors import GraphError, NotSent, OutcomeUnknown

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Upload:
    """A file that must be with Meta before the message that shows it; one key is one file."""

    key: int
    content: bytes
    mime: str
    filename: str


@dataclass(frozen=True)
class Send:
    """One message, ready to go; the media id of an upload is put into ``payload[payload["type"]]``."""

    id: int
    payload: dict
    upload: Upload | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a message: its ``wamid``, or the ``error``; and the media id if one was made."""

    id: int
    wamid: str | None = None
    error: GraphError | None = None
    media_id: str | None = None


def deliver(client, phone_number_id: str, sends: list[Send], workers: int) -> Iterator[list[Outcome]]:
    """Send concurrently and yield the outcomes as they arrive, those that come together as one list.

    A file that several messages show is uploaded once. All messages are on their way before
    the first outcome is yielded; closing the generator early waits for the rest and drops it.
    """
    with ThreadPoolExecutor(max_workers=workers, thread_name_prefix="whatsapp") as pool:
        # Uploads first: a message that waits for its file must not take the worker that uploads it.
        uploads = {
            send.upload.key: pool.submit(_upload, client, phone_number_id, send.upload)
            for send in _first_of_each_file(sends)
        }
        pending = {
            pool.submit(_send, client, phone_number_id, send, uploads.get(send.upload and send.upload.key))
            for send in sends
        }
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            yield [future.result() for future in done]


def _first_of_each_file(sends: list[Send]) -> list[Send]:
    return list({send.upload.key: send for send in reversed(sends) if send.upload}.values())


def _upload(client, phone_number_id: str, upload: Upload) -> str:
    try:
        return client.upload_media(phone_number_id, upload.content, upload.mime, upload.filename)
    except OutcomeUnknown as error:
        # An upload that may or may not have arrived harms nobody: the message itself was not sent.
        failure = NotSent(f"The file could not be uploaded: {error}")
    raise failure


def _send(client, phone_number_id: str, send: Send, upload: Future | None) -> Outcome:
    payload, media_id = send.payload, None
    try:
        if upload:
            media_id = upload.result()
            kind = payload["type"]
            payload = {**payload, kind: {**payload[kind], "id": media_id}}
        return Outcome(send.id, wamid=client.send_message(phone_number_id, payload), media_id=media_id)
    except GraphError as error:
        return Outcome(send.id, error=error, media_id=media_id)
    except Exception:
        _logger.exception("Message %s: sending it failed unexpectedly", send.id)
        return Outcome(
            send.id,
            error=OutcomeUnknown("Sending failed unexpectedly; the server's log says how."),
            media_id=media_id,
        )
