"""Every error of the Cloud API leads to its policy and can be explained to a person in two languages."""

import re

import pytest
from wire.errors import EXPLANATIONS, Policy, explain, explain_policy, policy_for, retry_delay

TABLE = {
    Policy.RETRY: [130429, 4, 80007, 131016, 131057, 1, 2],
    Policy.DELAY_RECIPIENT: [131056],
    Policy.PAUSE: [131048, 131064, 368, 131031],
    Policy.STOP_ACCOUNT: [131042, 190, 10, 3, 33, *range(200, 300)],
    Policy.NEEDS_TEMPLATE: [131047],
    Policy.NOT_WITHIN_24H: [131049, 130472],
    Policy.OPT_OUT: [131050],
    Policy.UNREACHABLE: [131026],
    Policy.FIX_TEMPLATE: [132000, 132005, 132007, 132008, 132012, 132018],
    Policy.TEMPLATE_UNAVAILABLE: [132001, 132015, 132016, 132068, 132069],
    Policy.FIX_MESSAGE: [131051, 131052, 131053],
    Policy.REGISTRATION: [133000, 133005, 133010, 133016, 133999],
}
ROWS = [(code, policy) for policy, codes in TABLE.items() for code in codes]


@pytest.mark.parametrize(("code", "policy"), ROWS)
def test_code_leads_to_its_policy_whatever_the_http_status(code, policy):
    assert policy_for(code, None) is policy
    assert policy_for(code, 400) is policy


@pytest.mark.parametrize(
    ("code", "http_status", "policy"),
    [
        (None, 500, Policy.RETRY),
        (None, 503, Policy.RETRY),
        (131000, 500, Policy.RETRY),
        (None, 429, Policy.RETRY),
        (None, 401, Policy.STOP_ACCOUNT),
        (None, 400, Policy.FAIL),
        (999_999, 400, Policy.FAIL),
        (100, 400, Policy.FAIL),
        (None, None, Policy.FAIL),
    ],
)
def test_http_status_decides_where_the_code_does_not(code, http_status, policy):
    assert policy_for(code, http_status) is policy


@pytest.mark.parametrize("code", [code for code, _policy in ROWS])
def test_every_code_is_explained_in_english_and_indonesian(code):
    assert code in EXPLANATIONS
    found = explain(code)
    sentences = (found.en, found.en_action, found.id, found.id_action)
    assert len(set(sentences)) == 4
    for sentence in sentences:
        assert re.fullmatch(r"[A-Z].{10,}\.", sentence), sentence
        assert not re.search(r"\d{4}", sentence), "a person is told what happened, not a code"


@pytest.mark.parametrize("policy", Policy)
def test_every_policy_can_be_explained_without_a_code(policy):
    assert explain_policy(policy).id


def test_unknown_code_is_explained_by_its_policy():
    assert explain(999_999, 503) == explain_policy(Policy.RETRY)
    assert explain(None) == explain_policy(Policy.FAIL)


@pytest.mark.parametrize(
    ("lang", "start"), [("id_ID", "Sudah"), ("id", "Sudah"), ("en_US", "More"), ("de_DE", "More"), (None, "More")]
)
def test_explanation_follows_the_language(lang, start):
    assert explain(131047).text(lang).startswith(start)


def test_recipient_waits_four_to_the_n_seconds_and_not_for_ever():
    assert [retry_delay(Policy.DELAY_RECIPIENT, n) for n in (1, 2, 3, 4)] == [4, 16, 64, 256]
    assert retry_delay(Policy.DELAY_RECIPIENT, 50) is None


def test_retries_slow_down_and_end():
    delays = [retry_delay(Policy.RETRY, attempts) for attempts in range(1, 13)]
    assert delays == sorted(delays)
    assert delays[0] == 5
    assert delays[-1] == 900
    assert retry_delay(Policy.RETRY, 13) is None


@pytest.mark.parametrize("policy", set(Policy) - {Policy.RETRY, Policy.DELAY_RECIPIENT})
def test_nothing_else_is_ever_repeated_by_itself(policy):
    assert retry_delay(policy, 1) is None
