"""Secrets do not get into logs."""

import io
import logging

import pytest
from wire.masking import MASK, MaskingFilter, mask

SECRET = "EAAverysecret"


@pytest.mark.parametrize(
    "text",
    [
        SECRET,
        f"Authorization: Bearer {SECRET}",
        f"https://x/y?access_token={SECRET}&b=1",
        f"{{'token': '{SECRET}'}} {SECRET}",
    ],
)
def test_secret_is_masked_wherever_it_stands(text):
    assert SECRET not in mask(text, SECRET)
    assert MASK in mask(text, SECRET)


def test_what_looks_like_a_token_is_masked_unasked():
    assert mask(f"authorization: bearer {SECRET}") == f"authorization: bearer {MASK}"
    assert mask(f"/x?hub.verify_token={SECRET}&hub.mode=s") == f"/x?hub.verify_token={MASK}&hub.mode=s"
    assert mask(f'"POST /whatsapp/webhook/{SECRET} HTTP/1.1" 200') == f'"POST /whatsapp/webhook/{MASK} HTTP/1.1" 200'


def test_empty_secrets_change_nothing():
    assert mask("hello", "", None) == "hello"


def test_secret_within_a_secret_leaves_no_rest():
    assert mask("abcdef", "abc", "abcdef") == MASK


@pytest.fixture
def log():
    stream = io.StringIO()
    logger = logging.getLogger("test.masking")
    handler = logging.StreamHandler(stream)
    handler.addFilter(MaskingFilter(SECRET, None))
    logger.addHandler(handler)
    yield logger, stream
    logger.removeHandler(handler)


def test_filter_masks_message_and_arguments(log):
    logger, stream = log
    logger.warning("token %s of %s", SECRET, {"secret": SECRET})
    assert SECRET not in stream.getvalue()
    assert "token ******** of" in stream.getvalue()


def test_filter_masks_tracebacks(log):
    logger, stream = log
    try:
        raise ValueError(SECRET)
    except ValueError:
        logger.exception("failed")
    assert SECRET not in stream.getvalue()
    assert "ValueError" in stream.getvalue()
