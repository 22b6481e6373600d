"""A customer who changes the number or gets a new user id stays the same customer."""

import pytest
from wire import payloads
from wire.webhook_identity import identity_changes
from wire.webhook_payload import Contact, parse


def changes(post):
    (change,) = parse(payloads.body(post))
    assert change.skipped == []
    return identity_changes(change)


def test_number_change_goes_from_the_sender_to_the_number_in_the_message():
    post = payloads.inbound(payloads.number_change("6289", "ID.new", wa_id="6281", user_id="ID.old"))
    assert changes(post) == [(Contact("6281", "ID.old"), Contact("6289", "ID.new"))]


def test_user_id_change_keeps_the_number():
    content = {"type": "user_changed_user_id", "body": "x", "previous_user_id": "ID.old", "user_id": "ID.new"}
    post = payloads.inbound(payloads.message("system", content, user_id="ID.new"))
    assert changes(post) == [(Contact(None, "ID.old"), Contact(None, "ID.new"))]


def test_user_id_update_is_understood():
    update = {
        "wa_id": "6281",
        "detail": "User id for Budi has been updated.",
        "user_id": {"previous": "ID.old", "current": "ID.new"},
        "timestamp": "1767225600",
    }
    post = payloads.notice("user_id_update", payloads.value(user_id_update=[update]))
    assert changes(post) == [(Contact(None, "ID.old"), Contact("6281", "ID.new"))]


@pytest.mark.parametrize(
    "content", [None, "x", [None], ["x"], [{}], [{"user_id": "x"}], [{"user_id": {}}], [{"user_id": {"previous": "ID.a"}}]]
)
def test_broken_update_changes_nobody(content):
    assert changes(payloads.notice("user_id_update", payloads.value(user_id_update=content))) == []


@pytest.mark.parametrize("build", [kind for kind in payloads.ALL_KINDS if kind is not payloads.number_change])
def test_other_messages_change_nobody(build):
    assert changes(payloads.inbound(build())) == []


def test_changed_security_code_changes_nobody():
    content = {"type": "customer_identity_changed", "body": "x", "wa_id": "6281"}
    assert changes(payloads.inbound(payloads.message("system", content, wa_id="6281"))) == []
