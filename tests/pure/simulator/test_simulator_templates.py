# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""Templates: list, create, review, delete, and their parameters in messages."""

import pytest
from simulator_served import NUMBER, SITI, WABA

PATH = f"{WABA}/message_templates"


def create(api, name="janji_temu", **values):
    body = {
        "name": name,
        "language": "id",
        "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Halo {{1}}, sampai besok.", "example": {"body_text": [["Siti"]]}}],
    }
    return api.graph("POST", PATH, json=body | values)


def send(api, name, components=(), language="id"):
    template = {"name": name, "language": {"code": language}, "components": list(components)}
    return api.send(type="template", template=template)


def body_of(*texts):
    return {"type": "body", "parameters": [{"type": "text", "text": text} for text in texts]}


def test_list_is_paged_to_the_end(api):
    for number in range(8):
        create(api, f"halaman_{number}")
    names, answer = [], api.graph("GET", PATH, params={"limit": 5, "fields": "name,status"}).json()
    pages = 1
    names += [template["name"] for template in answer["data"]]
    while "next" in answer["paging"]:
        answer = api.http.get(answer["paging"]["next"]).json()
        pages += 1
        names += [template["name"] for template in answer["data"]]
    assert (pages, len(names), len(set(names))) == (5, 24, 24)
    first = api.graph("GET", PATH, params={"limit": 5}).json()["paging"]["cursors"]["after"]
    page = api.graph("GET", PATH, params={"limit": 5, "after": first}).json()
    assert [template["name"] for template in page["data"]] == names[5:10]
    assert set(page["data"][0]) == {"name", "parameter_format", "components", "language", "status", "category", "id"}


def test_list_is_filtered(api):
    create(api)
    pending = api.graph("GET", PATH, params={"status": "PENDING"}).json()["data"]
    assert [template["name"] for template in pending] == ["janji_temu"]
    assert api.graph("GET", PATH, params={"name": "nothing"}).json() == {"data": []}


def test_new_template_waits_and_is_told_of_its_approval(api, business):
    created = create(api).json()
    assert created["status"] == "PENDING"
    assert send(api, "janji_temu", [body_of("Siti")]).json()["error"]["code"] == 132001
    api.sim(f"templates/{created['id']}", status="APPROVED")
    api.flush()
    change = business.posts[0]["body"]["entry"][0]
    assert (change["id"], change["changes"][0]["field"]) == (WABA, "message_template_status_update")
    assert change["changes"][0]["value"] == {
        "event": "APPROVED",
        "message_template_id": int(created["id"]),
        "message_template_name": "janji_temu",
        "message_template_language": "id",
        "message_template_category": "UTILITY",
        "reason": "NONE",
    }
    assert send(api, "janji_temu", [body_of("Siti")]).status_code == 200


def test_refused_template_has_its_reason(api, business):
    template = create(api).json()["id"]
    api.sim(f"templates/{template}", status="REJECTED", reason="PROMOTIONAL")
    api.flush()
    assert business.posts[0]["body"]["entry"][0]["changes"][0]["value"]["reason"] == "PROMOTIONAL"
    values = api.graph("GET", template, params={"fields": "status,rejected_reason"}).json()
    assert (values["status"], values["rejected_reason"]) == ("REJECTED", "PROMOTIONAL")


def test_review_can_be_automatic(api):
    api.sim("config", template_review="approve")
    assert create(api).json()["status"] == "APPROVED"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Bad Name"},
        {"category": "SPAM"},
        {"components": []},
        {"components": [{"type": "FOOTER", "text": "a"}]},
        {"components": [{"type": "BODY", "text": "Halo {{1}} ya"}]},
        {"components": [{"type": "BODY", "text": "Halo {{2}} ya", "example": {"body_text": [["a"]]}}]},
        {"components": [{"type": "BODY", "text": "a" * 1025}]},
    ],
)
def test_template_that_meta_would_not_take_is_refused(api, wrong):
    answer = create(api, **wrong)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 100)


def test_same_name_and_language_is_refused_with_metas_subcode(api):
    create(api)
    error = create(api).json()["error"]
    assert (error["code"], error["error_subcode"]) == (100, 2388024)
    assert "already exists" in error["error_user_title"]
    assert create(api, language="en_US").status_code == 200


def test_delete_by_name_removes_all_languages_or_one(api):
    first = create(api).json()["id"]
    create(api, language="en_US")
    assert api.graph("DELETE", PATH, params={"name": "janji_temu", "hsm_id": first}).json() == {"success": True}
    assert len(api.graph("GET", PATH, params={"name": "janji_temu"}).json()["data"]) == 1
    api.graph("DELETE", PATH, params={"name": "janji_temu"})
    assert api.graph("DELETE", PATH, params={"name": "janji_temu"}).json()["error"]["code"] == 100


def test_edited_template_is_reviewed_again(api):
    template = create(api).json()["id"]
    api.sim(f"templates/{template}", status="APPROVED")
    api.graph("POST", template, json={"components": [{"type": "BODY", "text": "Halo"}]})
    assert api.graph("GET", template).json()["status"] == "PENDING"


PROBLEMS = {
    "too few": ("halo_pelanggan", [], 132000, 400),
    "too many": ("halo_pelanggan", [body_of("a", "b")], 132000, 400),
    "other language": ("hello_world", [], 132001, 404),
    "header missing": ("promo_bulanan", [body_of("a", "b")], 132012, 400),
    "header of another kind": (
        "promo_bulanan",
        [{"type": "header", "parameters": [{"type": "text", "text": "a"}]}, body_of("a", "b")],
        132012,
        400,
    ),
    "new line": ("halo_pelanggan", [body_of("a\nb")], 132018, 400),
    "empty": ("halo_pelanggan", [body_of("")], 131008, 400),
    "too long": ("halo_pelanggan", [body_of("a" * 1000)], 132005, 400),
    "button needs its value": ("kode_masuk", [body_of("123456")], 131008, 400),
    "unknown name": ("pesanan_dikirim", [body_of("a", "b")], 100, 400),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_template_parameters_are_checked(api, name):
    template, components, code, status = PROBLEMS[name]
    answer = send(api, template, components)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(("status", "code"), [("PAUSED", 132015), ("DISABLED", 132016)])
def test_paused_or_disabled_template_is_refused(api, status, code):
    template = next(doc for doc in api.read("templates") if doc["name"] == "halo_pelanggan")
    api.sim(f"templates/{template['id']}", status=status)
    assert send(api, "halo_pelanggan", [body_of("Siti")]).json()["error"]["code"] == code


def shown(api):
    api.flush()
    return api.read(f"messages?contact={SITI}")[-1]["rendered"]


def test_customer_sees_the_filled_in_template(api, business):
    send(api, "pesanan_dikirim", [
        {"type": "body", "parameters": [
            {"type": "text", "parameter_name": "nama", "text": "Siti"},
            {"type": "text", "parameter_name": "resi", "text": "JP1"},
        ]},
    ])  # fmt: skip
    assert shown(api)["body"] == "Halo Siti, pesanan Anda sudah dikirim dengan nomor resi JP1."


def test_receipt_arrives_with_its_document(api, business):
    media = api.graph(
        "POST",
        f"{NUMBER}/media",
        data={"messaging_product": "whatsapp", "type": "application/pdf"},
        files={"file": ("KW-2026-00001.pdf", b"%PDF-1.4", "application/pdf")},
    ).json()["id"]
    document = {"type": "document", "document": {"id": media, "filename": "KW-2026-00001.pdf"}}
    header = {"type": "header", "parameters": [document]}
    answer = send(api, "kuitansi", [header, body_of("Siti", "Rp 250.000", "S00012", "KW/2026/00001")])
    assert answer.json()["messages"][0]["message_status"] == "accepted"
    assert "Kuitansi KW/2026/00001 terlampir" in shown(api)["body"]


def test_buttons_carry_their_values_to_the_customer(api, business):
    button = {"type": "button", "sub_type": "url", "index": "0", "parameters": [{"type": "text", "text": "123456"}]}
    assert send(api, "kode_masuk", [body_of("123456"), button]).json()["messages"][0]["message_status"] == "accepted"
    assert shown(api)["buttons"][0]["url"].endswith("code=otp123456")
    media = api.graph(
        "POST",
        f"{NUMBER}/media",
        data={"messaging_product": "whatsapp", "type": "image/png"},
        files={"file": ("a.png", b"a", "image/png")},
    ).json()["id"]
    header = {"type": "header", "parameters": [{"type": "image", "image": {"id": media}}]}
    payload = {"type": "button", "sub_type": "quick_reply", "index": 1, "parameters": [{"type": "payload", "payload": "LATER"}]}
    send(api, "promo_bulanan", [header, body_of("Siti", "20%"), payload])
    assert [button.get("payload") for button in shown(api)["buttons"]] == ["Saya mau", "LATER", None]


# --- what else Meta decides, and what it takes ---------------------------------------------------


def changes(business):
    return [change for post in business.posts for change in post["body"]["entry"][0]["changes"]]


def test_reviewers_sentence_and_pause_are_told_with_their_reasons(api, business):
    template = create(api).json()["id"]
    api.sim(f"templates/{template}", status="REJECTED", reason="Tautan tidak dapat dibuka.")
    api.sim(f"templates/{template}", status="PAUSED")
    api.flush()
    refused, paused = (change["value"] for change in changes(business))
    assert (refused["reason"], refused["rejection_info"]["reason"]) == ("INVALID_FORMAT", "Tautan tidak dapat dibuka.")
    assert paused["other_info"]["title"] == "FIRST_PAUSE"


def test_quality_and_category_are_told(api, business):
    template = create(api).json()["id"]
    api.sim(f"templates/{template}", quality="RED")
    api.sim(f"templates/{template}", category="MARKETING")
    api.flush()
    quality, category = changes(business)
    assert (quality["field"], quality["value"]["new_quality_score"]) == ("message_template_quality_update", "RED")
    assert (category["field"], category["value"]["previous_category"]) == ("template_category_update", "UTILITY")
    assert api.graph("GET", template).json()["category"] == "MARKETING"


def test_approved_template_is_changed_once_a_day(api):
    template = create(api).json()["id"]
    change = {"components": [{"type": "BODY", "text": "Halo, sampai besok."}]}
    assert api.graph("POST", template, json=change).json()["error"]["error_subcode"] == 2388003, "it is being reviewed"
    api.sim(f"templates/{template}", status="APPROVED")
    assert api.graph("POST", template, json=change).json() == {"success": True}
    api.sim(f"templates/{template}", status="APPROVED")
    assert "once a day" in api.graph("POST", template, json=change).json()["error"]["error_user_msg"]
    api.sim("clock", advance=90_000)
    assert api.graph("POST", template, json=change).json() == {"success": True}


def test_login_code_template_gets_metas_text(api):
    components = [
        {"type": "BODY", "add_security_recommendation": True},
        {"type": "FOOTER", "code_expiration_minutes": 5},
        {"type": "BUTTONS", "buttons": [{"type": "OTP", "otp_type": "COPY_CODE", "text": "Salin kode"}]},
    ]
    created = create(api, category="AUTHENTICATION", components=components).json()
    body, footer, buttons = api.graph("GET", created["id"]).json()["components"]
    assert body["text"].startswith("*{{1}}* adalah kode verifikasi Anda.")
    assert footer["text"] == "Kode ini kedaluwarsa dalam 5 menit."
    assert buttons["buttons"][0]["url"].endswith("otp{{1}}")
    own = [{"type": "BODY", "text": "Kode {{1}} ya."}, components[2]]
    assert create(api, name="sendiri", category="AUTHENTICATION", components=own).status_code == 400


def test_header_with_a_picture_wants_an_uploaded_example(api):
    components = [{"type": "HEADER", "format": "IMAGE"}, {"type": "BODY", "text": "Promo bulan ini."}]
    assert create(api, components=components).status_code == 400
    app = api.graph("GET", "app").json()["id"]
    params = {"file_name": "a.png", "file_length": "4", "file_type": "image/png"}
    session = api.graph("POST", f"{app}/uploads", params=params).json()["id"]
    headers = {**api.auth, "file_offset": "0"}
    assert "error" in api.graph("POST", session, content=b"longer", headers=headers).json()
    handle = api.graph("POST", session, content=b"\x89PNG", headers=headers).json()["h"]
    components[0]["example"] = {"header_handle": [handle]}
    assert create(api, components=components).status_code == 200
