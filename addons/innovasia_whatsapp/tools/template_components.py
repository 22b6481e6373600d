"""Templates as Meta writes them: components of a template's content, and back."""

from __future__ import annotations

from .clean import clean_text
from .template_content import Button, Content
from .template_text import fill, names

#: Meta's own text of log-in codes, which nobody may change; it is returned in the template's language.
AUTHENTICATION_TEXTS = {
    "id": (
        "*{{1}}* adalah kode verifikasi Anda.",
        "Demi keamanan Anda, jangan bagikan kode ini.",
        "Kode ini kedaluwarsa dalam %s menit.",
    ),
    "en": (
        "*{{1}}* is your verification code.",
        "For your security, do not share this code.",
        "This code expires in %s minutes.",
    ),
}
OTP_LINK = "https://www.whatsapp.com/otp/"
KINDS = ("HEADER", "BODY", "FOOTER", "BUTTONS")
HEADER_FORMATS = ("TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION")
BUTTON_TYPES = ("QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "OTP", "FLOW", "CATALOG")


def authentication_texts(language: str, has_advice: bool, expires_in: int) -> tuple[str, str]:
    """Return text and footer of a template for log-in codes, as Meta writes them."""
    text, advice, expiry = AUTHENTICATION_TEXTS.get(language.partition("_")[0], AUTHENTICATION_TEXTS["en"])
    return f"{text} {advice}" if has_advice else text, expiry % expires_in if expires_in else ""


# --- to Meta ---------------------------------------------------------------------------------


def to_components(content: Content) -> list[dict]:
    """Return the components with which Meta creates or changes this template."""
    if content.category == "AUTHENTICATION":
        return _authentication_components(content)
    components = []
    if content.header_format:
        components.append(_header(content))
    components.append(_with_example({"type": "BODY", "text": content.body}, content, "body"))
    if content.footer:
        components.append({"type": "FOOTER", "text": content.footer})
    if content.buttons:
        buttons = [_button(content, index, button) for index, button in enumerate(content.buttons)]
        components.append({"type": "BUTTONS", "buttons": buttons})
    return components


def _authentication_components(content: Content) -> list[dict]:
    components: list[dict] = [{"type": "BODY", "add_security_recommendation": content.has_security_advice}]
    if content.expires_in:
        components.append({"type": "FOOTER", "code_expiration_minutes": content.expires_in})
    buttons = [{"type": "OTP", "otp_type": "COPY_CODE", "text": button.text} for button in content.buttons]
    return [*components, {"type": "BUTTONS", "buttons": buttons}]


def _header(content: Content) -> dict:
    component = {"type": "HEADER", "format": content.header_format}
    if content.header_format == "TEXT":
        return _with_example({**component, "text": content.header_text}, content, "header")
    if content.header_format != "LOCATION":
        component["example"] = {"header_handle": [content.header_handle]}
    return component


def _with_example(component: dict, content: Content, part: str) -> dict:
    places = [place for place in content.places() if place[0] == part]
    if not places:
        return component
    if content.parameter_format == "NAMED":
        samples = [{"param_name": place[2], "example": content.samples.get(place, "")} for place in places]
        return {**component, "example": {f"{part}_text_named_params": samples}}
    samples = [content.samples.get(place, "") for place in places]
    # Meta wants a list of the header's samples, and a list of lists of the body's.
    return {**component, "example": {f"{part}_text": [samples] if part == "body" else samples}}


def _button(content: Content, index: int, button: Button) -> dict:
    given = {"type": button.type, "text": button.text}
    if button.type == "URL":
        given["url"] = button.url
        samples = {name: content.samples.get(("button", index, name), "") for name in names(button.url)}
        if samples:
            given["example"] = [fill(button.url, samples)]
    elif button.type == "PHONE_NUMBER":
        given["phone_number"] = button.phone_number
    elif button.type == "COPY_CODE":
        return {"type": "COPY_CODE", "example": content.samples.get(("button", index, "1"), "")}
    return given


def are_same(one: list[dict], other: list[dict]) -> bool:
    """Tell whether two lists of components say the same to a customer."""
    contents = (from_meta({"components": components}) for components in (one, other))
    said = [(content.header_format, content.header_text, content.body, content.footer, content.buttons) for content in contents]
    return said[0] == said[1]


# --- from Meta -------------------------------------------------------------------------------


def from_meta(item: dict) -> Content:
    """Return the content of a template of Meta's list; what is not known here makes it foreign, never fails."""
    content = Content(
        category=str(item.get("category") or "UTILITY").upper(),
        parameter_format="NAMED" if str(item.get("parameter_format")).upper() == "NAMED" else "POSITIONAL",
    )
    for component in _objects(item.get("components")):
        kind = str(component.get("type")).upper()
        if kind == "HEADER":
            _read_header(content, component)
        elif kind == "BODY":
            content.body = clean_text(component.get("text"))
            content.has_security_advice = bool(component.get("add_security_recommendation"))
            _read_samples(content, component, "body")
        elif kind == "FOOTER":
            content.footer = clean_text(component.get("text"))
            minutes = component.get("code_expiration_minutes")
            content.expires_in = minutes if isinstance(minutes, int) else 0
        elif kind == "BUTTONS":
            for button in _objects(component.get("buttons")):
                _read_button(content, button)
        else:
            content.is_foreign = True
    return content


def _read_header(content: Content, component: dict) -> None:
    kind = str(component.get("format")).upper()
    if kind not in HEADER_FORMATS:
        content.is_foreign = True
        return
    content.header_format = kind
    content.header_text = clean_text(component.get("text"))
    handles = _example(component).get("header_handle")
    content.header_handle = handles[0] if isinstance(handles, list) and handles and isinstance(handles[0], str) else ""
    _read_samples(content, component, "header")


def _read_samples(content: Content, component: dict, part: str) -> None:
    example = _example(component)
    for named in _objects(example.get(f"{part}_text_named_params")):
        content.samples[part, 0, str(named.get("param_name"))] = clean_text(named.get("example"))
    samples = example.get(f"{part}_text")
    if isinstance(samples, list) and samples and isinstance(samples[0], list):
        samples = samples[0]
    if isinstance(samples, list):
        for number, sample in enumerate(samples, 1):
            content.samples[part, 0, str(number)] = clean_text(sample)


def _read_button(content: Content, given: dict) -> None:
    kind, url = str(given.get("type")).upper(), clean_text(given.get("url"))
    if kind == "URL" and url.startswith(OTP_LINK):
        kind, url = "OTP", ""
    if kind not in BUTTON_TYPES:
        kind, content.is_foreign = "OTHER", True
    index = len(content.buttons)
    content.buttons.append(Button(kind, clean_text(given.get("text")), url, clean_text(given.get("phone_number"))))
    example = given.get("example")
    sample = clean_text(example[0] if isinstance(example, list) and example else example)
    if kind == "COPY_CODE":
        content.samples["button", index, "1"] = sample
    for name in names(url) if kind == "URL" else ():
        base = url.partition("{{")[0]
        content.samples["button", index, name] = sample.removeprefix(base)


def _example(component: dict) -> dict:
    example = component.get("example")
    return example if isinstance(example, dict) else {}


def _objects(items: object) -> list[dict]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
