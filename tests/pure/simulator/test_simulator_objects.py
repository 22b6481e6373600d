# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Tokens, objects, numbers, media."""

import hashlib

import pytest
from simulator_served import NUMBER, WABA


@pytest.mark.parametrize("version", ["v19.0", "v23.0", "v25.0", None])
def test_every_version_is_served(api, version):
    assert api.graph("GET", NUMBER, version).json()["id"] == NUMBER


@pytest.mark.parametrize(("headers", "code"), [({"Authorization": "Bearer wrong"}, 190), ({}, 104)])
def test_without_a_good_token_nothing_is_answered(api, headers, code):
    answer = api.graph("GET", NUMBER, headers=headers)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == code
    assert "invalid_token" in answer.headers["www-authenticate"]


def test_token_of_another_account_sees_nothing(api):
    api.sim(
        "numbers", display_phone_number="+62 1", verified_name="Lain", phone_number_id="77", waba_id="78", access_token="other"
    )
    answer = api.graph("GET", NUMBER, headers={"Authorization": "Bearer other"})
    assert answer.status_code == 400
    assert (answer.json()["error"]["code"], answer.json()["error"]["error_subcode"]) == (100, 33)
    assert api.graph("GET", "77", headers={"Authorization": "Bearer other"}).status_code == 200


def test_unknown_object_has_subcode_33(api):
    error = api.graph("POST", "12345/messages", json={}).json()["error"]
    assert (error["code"], error["error_subcode"], error["type"]) == (100, 33, "GraphMethodException")
    assert "Object with ID '12345'" in error["message"]


def test_unknown_edge_is_named(api):
    error = api.graph("GET", f"{NUMBER}/nothing").json()["error"]
    assert (error["code"], error["message"]) == (2500, "Unknown path components: /nothing")


def test_number_answers_the_asked_fields_only(api):
    fields = "verified_name,display_phone_number,quality_rating,messaging_limit_tier,"
    fields += "throughput,code_verification_status,name_status,platform_type"
    values = api.graph("GET", NUMBER, params={"fields": fields}).json()
    assert set(values) == {*fields.split(","), "id"}
    assert (values["verified_name"], values["display_phone_number"]) == ("Toko Innovasia", "+62 811-1000-001")
    assert api.graph("GET", NUMBER, params={"fields": "shoe_size"}).json()["error"]["code"] == 100


def test_account_lists_its_numbers(api):
    numbers = api.graph("GET", f"{WABA}/phone_numbers").json()["data"]
    assert [number["id"] for number in numbers] == [NUMBER, "100000000000002"]


def test_business_profile_is_kept(api):
    api.graph("POST", f"{NUMBER}/whatsapp_business_profile", json={"messaging_product": "whatsapp", "about": "Buka"})
    profile = api.graph("GET", f"{NUMBER}/whatsapp_business_profile", params={"fields": "about"}).json()["data"][0]
    assert profile == {"about": "Buka", "messaging_product": "whatsapp"}


def upload(api, data=b"picture", mime_type="image/png", **fields):
    form = {"messaging_product": "whatsapp", "type": mime_type, **fields}
    return api.graph("POST", f"{NUMBER}/media", data=form, files={"file": ("a.png", data, mime_type)})


def test_uploaded_media_is_looked_up_and_downloaded(api):
    media_id = upload(api).json()["id"]
    values = api.graph("GET", media_id).json()
    assert values | {"url": ""} == {
        "messaging_product": "whatsapp",
        "url": "",
        "mime_type": "image/png",
        "sha256": hashlib.sha256(b"picture").hexdigest(),
        "file_size": 7,
        "id": media_id,
    }
    answer = api.http.get(values["url"], headers=api.auth)
    assert (answer.content, answer.headers["content-type"]) == (b"picture", "image/png")


def test_media_address_needs_the_token_is_signed_and_expires(api):
    url = api.graph("GET", upload(api).json()["id"]).json()["url"]
    assert api.http.get(url).status_code == 401
    assert api.http.get(url[:-4] + "0000", headers=api.auth).status_code == 404
    api.sim("clock", advance=301)
    assert api.http.get(url, headers=api.auth).status_code == 404


def test_media_is_gone_after_deletion_and_after_thirty_days(api):
    first, second = upload(api).json()["id"], upload(api).json()["id"]
    assert api.graph("DELETE", first).json() == {"success": True}
    assert api.graph("GET", first).json()["error"]["error_subcode"] == 33
    api.sim("clock", advance=30 * 86400 + 1)
    assert api.graph("GET", second).json()["error"]["error_subcode"] == 33


@pytest.mark.parametrize(
    ("data", "mime_type", "fields", "code"),
    [
        (b"x", "application/x-msdownload", {}, 100),
        (b"x" * (5 * 1024 * 1024 + 1), "image/png", {}, 131053),
        (b"x", "image/png", {"messaging_product": ""}, 100),
    ],
)
def test_media_that_meta_would_not_take_is_refused(api, data, mime_type, fields, code):
    answer = upload(api, data, mime_type, **fields)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


def test_audio_picture_is_not_sent_as_the_wrong_kind(api):
    media_id = upload(api).json()["id"]
    assert api.send(type="audio", audio={"id": media_id}).json()["error"]["code"] == 131053
