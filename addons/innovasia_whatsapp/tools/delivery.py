"""Send prepared messages concurrently; nothing here knows a database."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

from .graph_errors import GraphError, NotSent, OutcomeUnknown
from .graph_transport import INVALID_PARAMETER
from .message_media import with_media_id

_logger = logging.getLogger(__name__)

#: Meta's code for a file that it does not take.
FILE_REFUSED = 131053


@dataclass(frozen=True)
class Upload:
    """A file that must be with Meta before the message that shows it; one key is one file."""

    key: int
    content: bytes
    mime: str
    filename: str


@dataclass(frozen=True)
class Send:
    """One message, ready to go; the media id of an upload is put in where its kind has it."""

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


class Delivery:
    """Messages on their way over one client, at most ``workers`` at the same time.

    A file that several messages show is uploaded once. Leaving the context waits for what is
    still on its way.
    """

    def __init__(self, client, phone_number_id: str, workers: int) -> None:
        self._client = client
        self._phone_number_id = phone_number_id
        self._workers = workers
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="whatsapp")
        self._flying: dict[Future, Send] = {}
        self._uploads: dict[int, Future] = {}

    def __enter__(self) -> Delivery:
        return self

    def __exit__(self, *exc_info) -> None:
        self._pool.shutdown()

    @property
    def free(self) -> int:
        """How many more messages may be started now."""
        return self._workers - len(self._flying)

    @property
    def busy(self) -> bool:
        """Whether outcomes are to come."""
        return bool(self._flying)

    @property
    def loaded(self) -> int:
        """How many bytes of files are in memory for the messages on their way."""
        return sum(len(send.upload.content) for send in self._flying.values() if send.upload)

    def start(self, sends: Iterable[Send]) -> None:
        """Send these messages off."""
        for send in sends:
            # Its upload before it: a message that waits for a file never keeps that file waiting.
            upload = self._start_upload(send.upload) if send.upload else None
            self._flying[self._pool.submit(self._send, send, upload)] = send

    def outcomes(self, timeout: float) -> list[Outcome]:
        """Return what arrived, after waiting for at least one for so many seconds."""
        done, _flying = wait(self._flying, timeout=timeout, return_when=FIRST_COMPLETED)
        for future in done:
            del self._flying[future]
        return [future.result() for future in done]

    def _start_upload(self, upload: Upload) -> Future:
        known = self._uploads.get(upload.key)
        if known is None or (known.done() and known.exception()):
            known = self._uploads[upload.key] = self._pool.submit(self._upload, upload)
        return known

    def _upload(self, upload: Upload) -> str:
        try:
            return self._client.upload_media(self._phone_number_id, upload.content, upload.mime, upload.filename)
        except OutcomeUnknown as error:
            # An upload that may or may not have arrived harms nobody: the message itself was not sent.
            failure = NotSent(f"The file could not be uploaded: {error}")
        except GraphError as error:
            if error.code != INVALID_PARAMETER:
                raise
            # Meta says of a file it does not take what it says of any parameter; a person is told of the file.
            failure = GraphError(error.title, code=FILE_REFUSED, http_status=error.http_status, details=error.details)
        raise failure

    def _send(self, send: Send, upload: Future | None) -> Outcome:
        payload, media_id = send.payload, None
        try:
            if upload:
                media_id = upload.result()
                payload = with_media_id(payload, media_id)
            wamid = self._client.send_message(self._phone_number_id, payload)
        except GraphError as error:
            return Outcome(send.id, error=error, media_id=media_id)
        except Exception:
            _logger.exception("Message %s: sending it failed unexpectedly", send.id)
            error = OutcomeUnknown("Sending failed unexpectedly; the server's log says how.")
            return Outcome(send.id, error=error, media_id=media_id)
        return Outcome(send.id, wamid=wamid, media_id=media_id)
