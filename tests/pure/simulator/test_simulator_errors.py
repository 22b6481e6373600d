# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Windows, limits, and errors that come at once or by status."""

import pytest
from simulator_served import NUMBER, SITI

DAY = 86400
HELLO = {"type": "template", "template": {"name": "hello_world", "language": {"code": "en_US"}}}


def accepted(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()["messages"][0]["id"]


def failure(api, business, wamid):
    api.flush()
    failed = [status for status in business.values("statuses") if status["id"] == wamid]
    assert [status["status"] for status in failed] == ["failed"]
    return failed[0]["errors"][0]


def test_outside_the_window_text_is_accepted_and_fails_with_131047(chatting, business):
    chatting.sim("clock", advance=DAY + 60)
    wamid = accepted(chatting.text(biz_opaque_callback_data="key-1"))
    error = failure(chatting, business, wamid)
    assert (error["code"], error["title"], error["message"]) == (131047, "Re-engagement message", "Re-engagement message")
    assert "24 hours" in error["error_data"]["details"]
    assert business.values("statuses")[0]["biz_opaque_callback_data"] == "key-1"


def test_a_new_customer_message_opens_the_window_again(chatting, business):
    chatting.sim("clock", advance=DAY + 60)
    chatting.inbound(payload={"body": "lagi"})
    wamid = accepted(chatting.text())
    chatting.flush()
    assert business.statuses(wamid) == ["sent", "delivered"]


def test_template_reaches_the_customer_outside_the_window(api, business):
    wamid = accepted(api.send(**HELLO))
    api.flush()
    assert business.statuses(wamid) == ["sent", "delivered"]


def test_window_can_be_switched_off(api, business):
    api.sim("config", enforce_window=False)
    wamid = accepted(api.text())
    api.flush()
    assert business.statuses(wamid) == ["sent", "delivered"]


def test_answered_ad_opens_seventy_two_hours(chatting, business):
    chatting.inbound(payload={"body": "Dari iklan"}, referral=True)
    accepted(chatting.text())
    chatting.flush()
    assert business.values("statuses")[0]["pricing"]["type"] == "free_entry_point"
    chatting.sim("clock", advance=71 * 3600)
    wamid = accepted(chatting.text())
    chatting.flush()
    assert business.statuses(wamid) == ["sent", "delivered"]
    chatting.sim("clock", advance=2 * 3600)
    assert failure(chatting, business, accepted(chatting.text()))["code"] == 131047


def test_too_many_to_one_recipient_is_131056_and_recovers(chatting):
    chatting.sim("config", pair_burst=3)
    assert [chatting.text().status_code for _ in range(4)] == [200, 200, 200, 400]
    error = chatting.text().json()["error"]
    assert (error["code"], error["message"]) == (131056, "(#131056) (Business Account, Consumer Account) pair rate limit hit")
    assert chatting.text(to="6281234567002").status_code == 200
    chatting.sim("clock", advance=6)
    assert [chatting.text().status_code for _ in range(2)] == [200, 400]
    chatting.sim("config", enforce_pair=False)
    assert chatting.text().status_code == 200


def test_too_many_from_one_number_is_130429(chatting):
    chatting.sim("config", throughput=2)
    answers = [chatting.text(to=f"628123450000{n}") for n in range(4)]
    assert 130429 in [answer.json().get("error", {}).get("code") for answer in answers]
    assert chatting.text(number="100000000000002").status_code == 200
    chatting.sim("config", enforce_throughput=False)
    assert chatting.text().status_code == 200


def test_national_number_reaches_nobody(api, business):
    error = failure(api, business, accepted(api.text(to="081234567001")))
    assert error["code"] == 131026
    assert business.values("statuses")[0]["recipient_id"] == "081234567001"


def test_unknown_number_becomes_a_contact_or_is_undeliverable(api, business):
    accepted(api.send(to="+62 812 9999 0001", **HELLO))
    assert any(contact["number"] == "6281299990001" for contact in api.read("contacts"))
    api.sim("config", unknown_recipient="undeliverable")
    api.flush()
    business.forget()
    assert failure(api, business, accepted(api.send(to="6281299990002", **HELLO)))["code"] == 131026


def test_customer_who_refused_marketing_gets_131050(api, business):
    api.sim(f"contacts/{SITI}", "PATCH", marketing_opt_out=True)
    components = [
        {"type": "header", "parameters": [{"type": "image", "image": {"link": "https://example.com/a.png"}}]},
        {"type": "body", "parameters": [{"type": "text", "text": "Siti"}, {"type": "text", "text": "20%"}]},
    ]
    promo = {"name": "promo_bulanan", "language": {"code": "id"}, "components": components}
    assert failure(api, business, accepted(api.send(type="template", template=promo)))["code"] == 131050
    wamid = accepted(api.send(**HELLO))
    api.flush()
    assert business.statuses(wamid) == ["sent", "delivered"]


def test_phone_that_is_off_or_blocks_gets_no_further_than_sent(chatting, business):
    chatting.sim(f"contacts/{SITI}", "PATCH", online=False)
    wamid = accepted(chatting.text())
    chatting.flush()
    assert business.statuses(wamid) == ["sent"]
    chatting.sim(f"contacts/{SITI}", "PATCH", online=True)
    chatting.flush()
    assert business.statuses(wamid) == ["sent", "delivered"]


SYNCHRONOUS = {
    190: 401,
    131056: 400,
    130429: 400,
    131016: 500,
    131031: 403,
    132001: 404,
    132015: 400,
    2: 503,
    10: 403,
    368: 403,
}


@pytest.mark.parametrize("code", SYNCHRONOUS)
def test_injected_error_answers_the_post(chatting, code):
    chatting.sim("faults", kind="error", code=code)
    answer = chatting.text()
    assert (answer.status_code, answer.json()["error"]["code"]) == (SYNCHRONOUS[code], code)
    assert chatting.text().status_code == 200


@pytest.mark.parametrize("code", [131026, 131042, 131047, 131048, 131049, 131050, 131053, 130472])
def test_injected_error_comes_by_status_as_at_meta(chatting, business, code):
    chatting.sim("faults", kind="error", code=code)
    assert failure(chatting, business, accepted(chatting.text()))["code"] == code


def test_mode_decides_how_an_error_comes(chatting, business):
    chatting.sim("faults", kind="error", code=131047, mode="sync")
    assert chatting.text().json()["error"]["code"] == 131047
    chatting.sim("faults", kind="error", code=131056, mode="async", details="by hand")
    assert failure(chatting, business, accepted(chatting.text()))["error_data"]["details"] == "by hand"


def test_fault_meets_only_what_it_names(chatting):
    chatting.sim("faults", kind="error", code=131016, to="6281234567002", count=2)
    chatting.sim("faults", kind="error", code=4, where="lookup")
    assert chatting.text().status_code == 200
    assert chatting.text(to="6281234567002").json()["error"]["code"] == 131016
    assert chatting.graph("GET", NUMBER).json()["error"]["code"] == 4
    assert [(fault["code"], fault["left"], fault["used"]) for fault in chatting.read("faults")] == [(131016, 1, 1)]


def test_fault_without_count_stays_until_removed(chatting):
    fault = chatting.sim("faults", kind="error", code=131016, count=0)
    assert {chatting.text().status_code for _ in range(3)} == {500}
    chatting.sim(f"faults/{fault['id']}", "DELETE")
    assert chatting.text().status_code == 200


@pytest.mark.parametrize("wrong", [{"kind": "nothing"}, {"kind": "error"}, {"kind": "hang", "where": "moon"}, {"x": 1}])
def test_fault_that_is_not_understood_is_refused(api, wrong):
    answer = api.http.post("/_sim/faults", json=wrong)
    assert answer.status_code == 400 and answer.json()["error"].endswith(".")
