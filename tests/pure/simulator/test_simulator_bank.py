# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""The bank: transfers, and what its services post and answer."""

import hashlib
import hmac
import time
from urllib.parse import urlencode

import pytest

SECRET, TOKEN = b"sim-bank-secret", "sim-bank-token"
BCA = "5220304050"


@pytest.fixture
def account(api):
    """The first account, as the page shows it."""
    return api.read("bank")["accounts"][0]


@pytest.fixture
def pushing(api, business_session, account):
    """The API, with the first account posting to a business that has heard nothing yet."""
    business_session.forget()
    api.sim("bank/accounts/bank1", "PATCH", push=True, push_url=business_session.url)
    return api


def transfer(api, amount=50_009, **values):
    return api.sim("bank/transfer", amount=amount, **values)


def history(api):
    return api.read("bank/accounts/bank1/mutations")


def signature(post):
    return hmac.new(SECRET, post["raw"], hashlib.sha256).hexdigest()


def ask_moota(api, token=f"Bearer {TOKEN}", **query):
    headers = {"Authorization": token} if token else {}
    return api.http.get("/bank-api/moota/api/v2/mutation", params=query, headers=headers)


def ask_mutasibank(api, account, token=TOKEN, **form):
    headers = {"Authorization": token, "Content-Type": "application/x-www-form-urlencoded"}
    return api.http.post(f"/bank-api/mutasibank/statements/{account}", content=urlencode(form), headers=headers)


# --- transfers


def test_transfer_changes_the_balance_and_names_its_sender(api, account):
    [mutation] = transfer(api, sender="Siti Rahmawati", note="order 12")
    assert (mutation["amount"], mutation["kind"], mutation["balance"]) == (50_009, "credit", account["balance"] + 50_009)
    assert mutation["description"].startswith("TRSF E-BANKING CR")
    assert mutation["description"].endswith("50009.00 ORDER 12 SITI RAHMAWATI")
    [paid_out] = transfer(api, 9, kind="debit")
    assert paid_out["balance"] == account["balance"] + 50_000


def test_late_transfer_is_booked_on_the_day_it_is_told(api):
    transfer(api)
    [late] = transfer(api, date="2026-01-05", time="08:30")
    assert (late["date"], late["time"]) == ("2026-01-05", "08:30:00")
    [first, _second] = api.http.get(
        "/_sim/bank/accounts/bank1/file?form=bri&start=2026-01-01&end=2099-01-01"
    ).text.splitlines()[1:]
    assert first.startswith("05/01/2026,08:30:00")


def test_equal_transfers_are_different_money(api, account):
    first, second = transfer(api, times=2)
    assert first["id"] != second["id"]
    assert first["description"] == second["description"]
    assert second["balance"] == account["balance"] + 100_018


def test_pending_transfer_counts_when_it_is_dated(api, account):
    [pending] = transfer(api, pending=True)
    assert pending["balance"] == account["balance"]
    dated = api.sim(f"bank/mutations/{pending['id']}/date")
    assert (dated["balance"], dated["amount"], dated["pending"]) == (account["balance"] + 50_009, 50_009, False)
    assert dated["id"] != pending["id"]
    assert len(ask_moota(api).json()["data"]) == 1
    answer = api.http.post(f"/_sim/bank/mutations/{pending['id']}/date", json={})
    assert (answer.status_code, answer.json()["error"]) == (400, "This mutation was dated already.")


def test_reversal_takes_the_money_back_once(api, account):
    [mutation] = transfer(api)
    back = api.sim(f"bank/mutations/{mutation['id']}/reverse")
    assert (back["kind"], back["amount"], back["reverses"]) == ("debit", 50_009, mutation["id"])
    assert back["balance"] == account["balance"]
    assert api.http.post(f"/_sim/bank/mutations/{mutation['id']}/reverse", json={}).status_code == 400


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"amount": 0}, "amount is a whole number of rupiah, more than zero."),
        ({"amount": 50_009.5}, "amount is a whole number of rupiah, more than zero."),
        ({"amount": "50.009"}, "amount is a whole number of rupiah, more than zero."),
        ({"amount": 1, "times": 0}, "times is a number from 1 to 1000."),
        ({"amount": 1, "kind": "gift"}, "kind is credit or debit."),
        ({"amount": 1, "date": "kemarin"}, "date is like 2026-11-22, time like 14:05."),
    ],
)
def test_what_is_no_transfer_is_refused_with_a_sentence(api, values, sentence):
    answer = api.http.post("/_sim/bank/transfer", json=values)
    assert (answer.status_code, answer.json()["error"]) == (400, sentence)
    assert history(api) == []


def test_account_is_opened_and_found_by_its_number(api):
    made = api.sim("bank/accounts", bank="bni", number="0123-456-789", holder="Toko", opening=1_000)
    assert (made["number"], made["balance"]) == ("0123456789", 1_000)
    assert transfer(api, account="0123456789")[0]["account"] == made["id"]
    changed = api.http.patch("/_sim/bank/accounts/bank1", json={"opening": 7})
    assert (changed.status_code, changed.json()["balance"]) == (200, 7)
    transfer(api)
    assert "has moved already" in api.http.patch("/_sim/bank/accounts/bank1", json={"opening": 8}).text
    for wrong in ({"number": BCA, "holder": "Lain"}, {"number": "1"}, {"number": "1", "holder": "x", "bank": "bcd"}):
        assert api.http.post("/_sim/bank/accounts", json=wrong).status_code == 400
    assert api.http.post("/_sim/bank/transfer", json={"amount": 1, "account": "999"}).status_code == 404


# --- what is posted


def test_moota_posts_a_signed_array(pushing, business_session, account):
    transfer(pushing, sender="Siti")
    pushing.flush()
    [post] = business_session.posts
    assert post["headers"]["signature"] == signature(post)
    [row] = post["body"]
    assert (row["amount"], row["type"], row["bank_id"], row["account_number"]) == (50_009, "CR", account["moota_id"], BCA)
    assert row["mutation_id"] == ask_moota(pushing).json()["data"][0]["mutation_id"]


def test_mutasibank_posts_a_signed_object(pushing, business_session, account):
    pushing.sim("bank/accounts/bank1", "PATCH", form="mutasibank")
    transfer(pushing, kind="debit")
    pushing.flush()
    [post] = business_session.posts
    assert post["headers"]["x-mutasibank-signature"] == signature(post)
    assert abs(int(post["headers"]["x-mutasibank-timestamp"]) - time.time()) < 60
    body = post["body"]
    assert (body["api_key"], body["account_id"], body["account_number"]) == (TOKEN, account["mutasibank_id"], BCA)
    assert [(row["amount"], row["type"]) for row in body["data_mutasi"]] == [(50_009, "DB")]


def test_post_that_nobody_takes_comes_again(pushing, business_session):
    business_session.answers = [500, 503]
    transfer(pushing)
    pushing.flush(retries=True)
    first, *again = business_session.posts
    assert [post["body"] for post in again] == [first["body"]] * 2
    [post] = pushing.read("bank/posts")
    assert (post["state"], post["tries"], post["status"]) == ("delivered", 3, 200)


def test_faults_of_the_posts_are_what_they_say(pushing, business_session):
    pushing.sim("bank/accounts/bank1", "PATCH", push_fault="wrong_signature")
    transfer(pushing, 1)
    pushing.flush()
    [forged] = business_session.posts
    assert forged["headers"]["signature"] != signature(forged)
    pushing.sim("bank/accounts/bank1", "PATCH", push_fault="twice")
    transfer(pushing, 2)
    pushing.flush()
    assert [post["body"][0]["amount"] for post in business_session.posts] == [1, 2, 2]
    pushing.sim("bank/accounts/bank1", "PATCH", push_fault="lost")
    transfer(pushing, 3)
    pushing.flush()
    assert len(business_session.posts) == 3
    assert [row["amount"] for row in ask_moota(pushing).json()["data"]] == ["3.00", "2.00", "1.00"]


def test_known_mutation_is_posted_once_more_by_hand(pushing, business_session):
    [mutation] = transfer(pushing)
    pushing.sim(f"bank/mutations/{mutation['id']}/push")
    pushing.flush()
    assert business_session.posts[0]["body"] == business_session.posts[1]["body"]


# --- what is asked for


def test_moota_answers_pages_newest_first(api):
    for amount in (1, 2, 3):
        transfer(api, amount)
    page = ask_moota(api, bank=BCA, per_page=2).json()
    assert ([row["amount"] for row in page["data"]], page["total"], page["last_page"]) == (["3.00", "2.00"], 3, 2)
    rest = api.http.get(page["next_page_url"], headers={"Authorization": f"Bearer {TOKEN}"}).json()
    assert ([row["amount"] for row in rest["data"]], rest["next_page_url"]) == (["1.00"], None)


def test_only_the_days_that_are_asked_for_are_answered(api, account):
    transfer(api, 1, date="2026-01-05")
    transfer(api, 2, date="2026-01-06")
    asked = ask_moota(api, start_date="2026-01-06", end_date="2026-01-06").json()["data"]
    assert [row["amount"] for row in asked] == ["2.00"]
    answer = ask_mutasibank(api, account["mutasibank_id"], date_from="2026-01-01", date_to="2026-01-05").json()
    assert [row["amount"] for row in answer["data"]] == [1]


def test_pending_rows_are_dated_pend(api, account):
    transfer(api, pending=True)
    assert ask_moota(api).json()["data"][0]["date"] == "PEND"
    assert ask_mutasibank(api, account["mutasibank_id"]).json()["data"][0]["transaction_date"] == "PEND"


def test_wrong_token_and_unknown_account_learn_nothing(api, account):
    transfer(api)
    for answer in (ask_moota(api, token="Bearer x"), ask_moota(api, token=""), ask_moota(api, bank="99")):
        assert (answer.status_code, answer.json()) == (401, {"error": "Unauthenticated."})
    assert ask_mutasibank(api, account["mutasibank_id"], token=f"Bearer {TOKEN}").json()["error"] is True
    assert ask_mutasibank(api, "99").status_code == 401


def test_faults_of_the_api_are_what_they_say(api):
    api.sim("bank/accounts/bank1", "PATCH", poll_fault="500")
    assert ask_moota(api).status_code == 500
    api.sim("bank/accounts/bank1", "PATCH", poll_fault="garbage")
    with pytest.raises(ValueError):
        ask_moota(api).json()


# --- what is kept


def test_reset_forgets_the_money_and_keeps_the_connection_where_asked(pushing, business_session, account):
    transfer(pushing)
    pushing.sim("reset", keep=["subscriptions"])
    [kept, _other] = pushing.read("bank")["accounts"]
    assert (history(pushing), kept["balance"]) == ([], account["opening"])
    assert (kept["push"], kept["push_url"]) == (True, business_session.url)
    pushing.sim("reset")
    assert pushing.read("bank")["accounts"][0]["push"] is False
