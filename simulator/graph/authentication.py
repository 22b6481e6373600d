"""Templates for log-in codes: Meta writes their text."""

from .checks import required, text
from .errors import GraphError

TEXTS = {
    "id": (
        "*{{1}}* adalah kode verifikasi Anda.",
        "Demi keamanan Anda, jangan bagikan kode ini.",
        "Kode ini kedaluwarsa dalam {} menit.",
    ),
    "en": (
        "*{{1}}* is your verification code.",
        "For your security, do not share this code.",
        "This code expires in {} minutes.",
    ),
}
LINK = "https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{}"


def authentication(components, language):
    """Return the components as Meta lists them: with the text in the template's language, and the button as a link."""
    given = {str(component.get("type")).upper(): component for component in components}
    if set(given) - {"BODY", "FOOTER", "BUTTONS"} or "text" in given.get("BODY", {}):
        raise _invalid("The text of an authentication template is fixed")
    buttons = required(given.get("BUTTONS") or {}, "buttons")
    if len(buttons) != 1 or str(buttons[0].get("type")).upper() != "OTP":
        raise _invalid("An authentication template has exactly one OTP button")
    body, advice, expiry = TEXTS.get(language.split("_")[0], TEXTS["en"])
    if given.get("BODY", {}).get("add_security_recommendation"):
        body = f"{body} {advice}"
    listed = [{"type": "BODY", "text": body, "example": {"body_text": [["123456"]]}}]
    minutes = given.get("FOOTER", {}).get("code_expiration_minutes")
    if minutes:
        if not isinstance(minutes, int) or not 1 <= minutes <= 90:
            raise _invalid("code_expiration_minutes is a number from 1 to 90")
        listed.append({"type": "FOOTER", "text": expiry.format(minutes), "code_expiration_minutes": minutes})
    label = text(buttons[0].get("text") or "Copy code", "button text", 25)
    button = {"type": "URL", "text": label, "url": LINK.format("{{1}}"), "example": [LINK.format("123456")]}
    return [*listed, {"type": "BUTTONS", "buttons": [button]}]


def _invalid(sentence):
    return GraphError(
        100,
        message="Invalid parameter",
        subcode=2388072,
        extra={"is_transient": False, "error_user_title": "Invalid template", "error_user_msg": sentence},
    )
