"""A webhook post: what it says as a whole, who is meant, and what is refused."""

import json
import time
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire import payloads
from wire.webhook_payload import AccountNotice, Change, Contact, PayloadError, parse


def only_change(post):
    (change,) = parse(payloads.body(post))
    return change


def test_post_is_routed_by_phone_number_id():
    change = only_change(payloads.inbound(payloads.text(), phone_number_id="42", waba_id="43"))
    assert (change.phone_number_id, change.waba_id) == ("42", "43")


def test_entries_changes_and_arrays_may_all_be_batched():
    one = payloads.inbound(payloads.text("1"), payloads.text("2"))
    two = payloads.outcomes(payloads.status("wamid.A"), payloads.status("wamid.B", "read"))
    one["entry"][0]["changes"] += two["entry"][0]["changes"]
    one["entry"] += payloads.inbound(payloads.text("3"), waba_id="9")["entry"]
    changes = parse(payloads.body(one))
    assert [len(change.messages) for change in changes] == [2, 0, 1]
    assert [len(change.statuses) for change in changes] == [0, 2, 0]
    assert changes[2].waba_id == "9"


def test_text_is_accepted_like_bytes():
    post = payloads.inbound(payloads.text("é"))
    assert parse(json.dumps(post)) == parse(payloads.body(post))


def test_post_without_entries_says_nothing():
    assert parse(b'{"object":"whatsapp_business_account","entry":[]}') == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "not JSON"),
        (b"hello", "not JSON"),
        (b'{"object":', "not JSON"),
        (b'{"object":NaN}', "not JSON"),
        (b"\xff\xfe\xfa{}", "not"),
        (b'{"a":"\xff"}', "UTF-8"),
        (b"[]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"{}", "not about a WhatsApp account"),
        (b'{"object":"page","entry":[]}', "not about a WhatsApp account"),
        (b'{"object":"whatsapp_business_account","entry":{}}', '"entry" is not a list'),
        (b'{"object":"whatsapp_business_account","entry":[1]}', '"entry" is not a list'),
        (b'{"object":"whatsapp_business_account","entry":[{"changes":7}]}', '"changes" is not a list'),
        (b'{"object":"whatsapp_business_account","entry":[{"changes":[{}]}]}', '"value"'),
        (b'{"object":"whatsapp_business_account","entry":[{"changes":[{"value":{"messages":{}}}]}]}', '"messages"'),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 200_000, "nested too deeply"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_post_that_makes_no_sense_is_refused_with_a_sentence(body, reason):
    with pytest.raises(PayloadError, match=reason):
        parse(body)


def test_deep_content_inside_a_good_post_is_refused():
    deep = {}
    for _level in range(60):
        deep = {"deeper": deep}
    with pytest.raises(PayloadError, match="nested too deeply"):
        parse(payloads.body(payloads.inbound(payloads.message("hologram", deep))))


@given(st.binary())
def test_any_bytes_are_parsed_or_refused(body):
    try:
        assert isinstance(parse(body), list)
    except PayloadError as error:
        assert str(error).endswith(".")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@given(st.data())
def test_any_value_in_the_place_of_any_other_never_breaks_the_parser(data):
    build = data.draw(st.sampled_from(payloads.ALL_KINDS))
    post = payloads.inbound(build())
    post["entry"][0]["changes"][0]["value"]["statuses"] = [payloads.status("wamid.A", "failed", code=131026)]
    at = post
    while True:
        key = data.draw(st.sampled_from(list(at) if isinstance(at, dict) else list(range(len(at)))))
        if not isinstance(at[key], (dict, list)) or not at[key] or data.draw(st.integers(0, 9)) == 0:
            at[key] = data.draw(JSON)
            break
        at = at[key]
    try:
        changes = parse(payloads.body(post))
    except PayloadError:
        return
    assert_storable(changes)


def assert_storable(changes):
    """PostgreSQL takes neither NUL nor half a surrogate pair, JSON neither NaN nor infinity."""
    for change in changes:
        text = json.dumps([repr(change)]) + json.dumps([message.data for message in change.messages], allow_nan=False)
        assert "\\u0000" not in text
        repr(change).encode()


@pytest.mark.parametrize("state", ["sent", "delivered", "read", "failed", "played", "deleted"])
def test_status_keeps_metas_word(state):
    (status,) = only_change(payloads.outcomes(payloads.status("wamid.A", state))).statuses
    assert (status.wamid, status.state, status.timestamp) == ("wamid.A", state, datetime(2026, 1, 1))


def test_status_brings_our_key_and_what_was_billed():
    pricing = {"billable": True, "pricing_model": "PMP", "category": "marketing"}
    content = payloads.status("wamid.A", "delivered", key="wa.message,7", pricing=pricing)
    content["conversation"] = {"id": "c1", "origin": {"type": "marketing"}}
    (status,) = only_change(payloads.outcomes(content)).statuses
    assert (status.key, status.pricing) == ("wa.message,7", pricing)
    assert status.conversation == {"id": "c1", "origin": {"type": "marketing"}}


def test_failed_status_brings_code_and_a_readable_reason():
    content = payloads.status("wamid.A", "failed", code=131026, title="Undeliverable", details="Not on WhatsApp")
    (status,) = only_change(payloads.outcomes(content)).statuses
    assert (status.code, status.reason) == (131026, "Undeliverable: Not on WhatsApp")


def test_status_of_a_username_only_user_is_understood():
    (status,) = only_change(payloads.outcomes(payloads.status("wamid.A", user_id="ID.abc"))).statuses
    assert status.recipient == Contact(bsuid="ID.abc")


@pytest.mark.parametrize("field", ["recipient_parent_user_id", "parent_recipient_user_id"])
def test_status_may_name_the_parent_user_id(field):
    content = payloads.status("wamid.A")
    del content["recipient_id"]
    content[field] = "ID.ENT.1"
    assert only_change(payloads.outcomes(content)).statuses[0].recipient == Contact(bsuid="ID.ENT.1")


def test_status_without_any_recipient_still_counts():
    content = payloads.status("wamid.A")
    del content["recipient_id"]
    (status,) = only_change(payloads.outcomes(content)).statuses
    assert status.recipient == Contact()


@pytest.mark.parametrize("broken", [{}, {"id": "wamid.A"}, {"status": "read"}, {"id": 1.5, "status": "read"}, "x", None])
def test_broken_status_is_named_and_the_rest_arrives(broken):
    change = only_change(payloads.outcomes(payloads.status("wamid.1"), broken, payloads.status("wamid.2")))
    assert [status.wamid for status in change.statuses] == ["wamid.1", "wamid.2"]
    assert len(change.skipped) == 1


def test_contacts_are_matched_by_id_and_never_by_position():
    post = payloads.inbound(payloads.text("a", wa_id="6281"), payloads.text("b", user_id="ID.b2"))
    post["entry"][0]["changes"][0]["value"]["contacts"] = [
        payloads.contact(user_id="ID.b2", name="Second", username="second"),
        payloads.contact("6299999", name="Stranger"),
    ]
    post["entry"][0]["changes"][0]["value"]["messages"][0]["from"] = "6281111"
    first, second = only_change(post).messages
    assert first.sender == Contact(wa_id="6281111")
    assert second.sender == Contact(None, "ID.b2", "second", "Second")


def test_contact_tells_the_number_of_a_message_that_names_only_the_user_id():
    post = payloads.inbound(payloads.text(user_id="ID.b2"), payloads.text(wa_id="628777"))
    post["entry"][0]["changes"][0]["value"]["contacts"] = [payloads.contact("628123", "ID.b2", "Budi")]
    assert only_change(post).messages[0].sender == Contact("628123", "ID.b2", None, "Budi")


def test_only_contact_is_the_sender_when_the_message_names_none():
    message = payloads.text(wa_id="628123")
    post = payloads.inbound(message, name="Budi")
    del message["from"]
    assert only_change(post).messages[0].sender == Contact("628123", None, None, "Budi")


def test_message_without_sender_is_left_out_when_contacts_are_several():
    message = payloads.text(wa_id="628123", wamid="wamid.A")
    post = payloads.inbound(message, payloads.text(wa_id="628124"))
    del message["from"]
    change = only_change(post)
    assert len(change.messages) == 1
    assert change.skipped == ["The message wamid.A was left out: it does not say who sent it."]


def test_user_id_in_the_place_of_the_number_is_not_taken_for_one():
    message = payloads.message("text", {"body": "x"}, wa_id="ID.13491208655302741918")
    assert only_change(payloads.inbound(message)).messages[0].sender.bsuid == "ID.13491208655302741918"


def test_parent_user_id_serves_where_there_is_no_other():
    message = payloads.text(user_id="x")
    post = payloads.inbound(message)
    message["from_parent_user_id"] = "ID.ENT.parent"
    del message["from_user_id"]
    post["entry"][0]["changes"][0]["value"]["contacts"] = [{"profile": {"name": "B"}, "parent_user_id": "ID.ENT.parent"}]
    assert only_change(post).messages[0].sender == Contact(None, "ID.ENT.parent", None, "B")


def test_username_is_kept_without_its_at_sign():
    post = payloads.inbound(payloads.text(user_id="ID.a"), username="@budi")
    assert only_change(post).messages[0].sender.username == "budi"


@pytest.mark.parametrize(
    ("given_time", "expected"),
    [("1767225600", datetime(2026, 1, 1)), (1767225600, datetime(2026, 1, 1)), ("1767225600123", datetime(2026, 1, 1))],
    ids=["string", "number", "milliseconds"],
)
def test_time_is_naive_utc(given_time, expected):
    message = payloads.text()
    message["timestamp"] = given_time
    assert only_change(payloads.inbound(message)).messages[0].timestamp == expected


@pytest.mark.parametrize("absurd", ["99999999999", "-5", "0", "soon", "", None, [], {}, 1e400, "9" * 5000, True])
def test_absurd_time_becomes_the_time_of_arrival_and_is_noted(absurd):
    message = payloads.text()
    message["timestamp"] = absurd
    body = json.dumps(payloads.inbound(message)).replace("Infinity", "1e999")
    (change,) = parse(body)
    now = datetime.now(timezone.utc).replace(tzinfo=None)
    assert abs(change.messages[0].timestamp - now) < timedelta(minutes=1)
    assert len(change.notes) == 1
    assert change.skipped == []


@pytest.mark.parametrize(
    "field", ["message_template_status_update", "phone_number_quality_update", "account_update", "user_preferences"]
)
def test_news_about_the_account_is_passed_on(field):
    change = only_change(payloads.notice(field, {"event": "APPROVED", "message_template_id": 5}))
    assert change.notices == [AccountNotice(field, {"event": "APPROVED", "message_template_id": 5})]
    assert change.waba_id == payloads.WABA_ID


def test_errors_of_the_account_are_passed_on():
    change = only_change(payloads.post(payloads.value(errors=[{"code": 131031, "title": "Locked"}])))
    assert change.notices[0].field == "errors"
    assert change.notices[0].value["errors"][0]["code"] == 131031


def test_control_characters_and_tricks_with_direction_leave_names():
    post = payloads.inbound(payloads.document("../..\\etc/\u202efdp.exe\x00"), name="Bu\x00di\u202e\n\tS\x1b[31m")
    message = only_change(post).messages[0]
    assert message.sender.profile_name == "Budi S[31m"
    assert message.media.filename == "_.._etc_fdp.exe"


def test_text_loses_nul_and_half_surrogates_and_keeps_lines_and_emoji():
    body = payloads.body(payloads.inbound(payloads.text("a\x00b\nc \ud83d \N{WAVING HAND SIGN}")))
    assert parse(body)[0].messages[0].text == "ab\nc ? \N{WAVING HAND SIGN}"


def test_endless_strings_are_cut():
    message = only_change(payloads.inbound(payloads.text("x" * 200_000), name="y" * 5_000)).messages[0]
    assert len(message.text) == 65_000
    assert len(message.sender.profile_name) == 256


def test_too_long_wamid_is_refused_and_not_cut():
    change = only_change(payloads.inbound(payloads.text(wamid="w" * 600)))
    assert change.messages == []
    assert len(change.skipped) == 1


def test_simple_status_takes_microseconds():
    body = payloads.body(payloads.outcomes(*(payloads.status(f"wamid.{n}", key=str(n)) for n in range(1_000))))
    spent = []
    for _round in range(3):
        started = time.process_time()
        parse(body)
        spent.append(time.process_time() - started)
    assert min(spent) / 1_000 < 100e-6  # 10 us here; wide, for slow machines


def test_change_compares_by_value():
    assert Change("1", "2") == Change("1", "2")
