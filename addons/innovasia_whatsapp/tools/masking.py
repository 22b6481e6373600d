"""Keep secrets out of logs and messages."""

from __future__ import annotations

import logging
import re

MASK = "********"
_BEARER = re.compile(r"(bearer\s+)[^\s'\"<>,]+", re.IGNORECASE)
_PARAMETER = re.compile(r"((?:access_token|appsecret_proof|hub\.verify_token)=)[^&\s'\"]+", re.IGNORECASE)
_WEBHOOK = re.compile(r"(/whatsapp/webhook/)[^\s/?'\"]+")


def mask(text: object, *secrets: str | None) -> str:
    """Return ``text`` with every one of ``secrets``, and whatever looks like a token, replaced by stars."""
    text = str(text)
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, MASK)
    for pattern in (_BEARER, _PARAMETER, _WEBHOOK):
        text = pattern.sub(rf"\1{MASK}", text)
    return text


class MaskingFilter(logging.Filter):
    """A logging filter that masks its secrets in the message, its arguments and its traceback."""

    def __init__(self, *secrets: str | None) -> None:
        super().__init__()
        self._secrets = tuple(filter(None, secrets))

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the record in place and let it pass."""
        record.msg, record.args = mask(record.getMessage(), *self._secrets), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = mask(record.exc_text, *self._secrets)
        return True
