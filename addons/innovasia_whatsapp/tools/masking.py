"""Keep secrets out of logs and messages."""

from __future__ import annotations

import logging
import re

MASK = "********"
_BEARER = re.compile(r"(bearer\s+)[^\s'\"<>,]+", re.IGNORECASE)
_PARAMETER = re.compile(r"((?:access_token|appsecret_proof|hub\.verify_token)=)[^&\s'\"]+", re.IGNORECASE)
_WEBHOOK = re.compile(r"(/whatsapp/webhook/)[^\s/?'\"]+")


def mask(text: object, *secrets: str | None, patterns: tuple[re.Pattern, ...] = ()) -> str:
    """Return ``text`` with every one of ``secrets``, and whatever looks like a token, replaced by stars.

    :param patterns: of more that is secret; their first group stays
    """
    text = str(text)
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, MASK)
    for pattern in (_BEARER, _PARAMETER, _WEBHOOK, *patterns):
        text = pattern.sub(rf"\1{MASK}", text)
    return text


class MaskingFilter(logging.Filter):
    """A logging filter that masks its secrets, and what fits its patterns, in the message, its arguments and its traceback."""

    def __init__(self, *secrets: str | None, patterns: tuple[re.Pattern, ...] = ()) -> None:
        super().__init__()
        self._secrets, self._patterns = tuple(filter(None, secrets)), patterns

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the record in place and let it pass."""
        record.msg, record.args = self._mask(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._mask(record.exc_text)
        return True

    def _mask(self, text: str) -> str:
        return mask(text, *self._secrets, patterns=self._patterns)
