"""A template in a message: is it there, approved, and do its parameters fit."""

import re

from .errors import GraphError
from .kinds import check_media

VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
MEDIA_HEADERS = ("IMAGE", "VIDEO", "DOCUMENT")
# What the payload of a button parameter is called, by the button's kind.
BUTTON_PARAMETERS = {"QUICK_REPLY": "payload", "URL": "text", "COPY_CODE": "coupon_code"}


def check(call, content):
    """Return the template as the customer sees it: header, body, footer, buttons; raise Graph's error."""
    name = content.get("name")
    language = (content.get("language") or {}).get("code") if isinstance(content.get("language"), dict) else None
    if not name:
        raise GraphError(100, message="(#100) The parameter template['name'] is required.")
    if not language:
        raise GraphError(100, message="(#100) The parameter template['language']['code'] is required.")
    template = _find(call, name, language)
    given = _given(content.get("components") or [])
    shown = {"category": template["category"], "buttons": []}
    for component in template["components"]:
        kind = component["type"].upper()
        if kind == "HEADER":
            shown["header"] = _header(call, template, component, given.pop("header", []))
        elif kind == "BODY":
            parameters = given.pop("body", [])
            shown["body"] = _fill(template, component["text"], parameters, "body")
            if len(shown["body"]) > 1024:
                raise GraphError(
                    132005, f"body: translated text is {len(shown['body'])} characters long, at most 1024 are allowed"
                )
        elif kind == "FOOTER":
            shown["footer"] = component["text"]
        elif kind == "BUTTONS":
            shown["buttons"] = _buttons(component["buttons"], given)
    for part, parameters in given.items():
        if parameters:
            raise GraphError(
                132000,
                f"{part}: number of localizable_params ({len(parameters)}) does not match the expected number of params (0)",
            )
    return shown


def _find(call, name, language):
    templates = [doc for doc in call.sim.store.templates if doc["waba_id"] == call.object["waba_id"]]
    found = next((doc for doc in templates if (doc["name"], doc["language"]) == (name, language)), None)
    if not found or found["status"] not in ("APPROVED", "PAUSED", "DISABLED"):
        raise GraphError(132001, f"template name ({name}) does not exist in {language}")
    if found["status"] == "PAUSED":
        raise GraphError(132015)
    if found["status"] == "DISABLED":
        raise GraphError(132016)
    return found


def _given(components):
    """Return the parameters by part: header, body, or ("button", index)."""
    if not isinstance(components, list) or not all(isinstance(component, dict) for component in components):
        raise GraphError(100, message="(#100) Param template['components'] must be an array of objects.")
    given = {}
    for component in components:
        kind = str(component.get("type", "")).lower()
        if kind not in ("header", "body", "button"):
            raise GraphError(
                100,
                message=f"(#100) Param template['components']['type'] must be one of {{HEADER, BODY, BUTTON}} - got {kind!r}.",
            )
        part = ("button", str(component.get("index"))) if kind == "button" else kind
        parameters = component.get("parameters") or []
        if not isinstance(parameters, list) or not all(isinstance(parameter, dict) for parameter in parameters):
            raise GraphError(100, message="(#100) Param template['components']['parameters'] must be an array of objects.")
        given[part] = parameters
    return given


def _header(call, template, component, parameters):
    wanted = component.get("format", "TEXT").upper()
    if wanted == "TEXT":
        return {"type": "text", "text": _fill(template, component["text"], parameters, "header")}
    if len(parameters) != 1:
        raise GraphError(132012, f"header: Format mismatch, expected {wanted}, received UNKNOWN")
    received = str(parameters[0].get("type", "")).lower()
    if received != wanted.lower():
        raise GraphError(132012, f"header: Format mismatch, expected {wanted}, received {received.upper() or 'UNKNOWN'}")
    if wanted in MEDIA_HEADERS:
        check_media(call, received, parameters[0].get(received))
    return {"type": received, received: parameters[0].get(received) or {}}


def _fill(template, text, parameters, part):
    names = list(dict.fromkeys(VARIABLE.findall(text)))
    if len(parameters) != len(names):
        raise GraphError(
            132000,
            f"{part}: number of localizable_params ({len(parameters)}) does not match "
            f"the expected number of params ({len(names)})",
        )
    values = {}
    for index, parameter in enumerate(parameters, 1):
        key = parameter.get("parameter_name") if template["parameter_format"] == "NAMED" else str(index)
        if key not in names:
            raise GraphError(
                100,
                f"{part}: Parameter name is missing or empty" if not key else f"{part}: Parameter {key} is not in the template",
            )
        values[key] = _value(parameter, part)
    return VARIABLE.sub(lambda match: values[match.group(1)], text)


def _value(parameter, part):
    kind = parameter.get("type")
    if kind == "text":
        value = parameter.get("text")
        if not isinstance(value, str) or not value:
            raise GraphError(131008, f"{part}: Parameter of type text is missing text value")
        if re.search(r"[\n\t]| {5,}", value):
            raise GraphError(132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces")
        return value
    if kind in ("currency", "date_time") and isinstance(parameter.get(kind), dict):
        return str(parameter[kind].get("fallback_value", ""))
    raise GraphError(132012, f"{part}: Format mismatch, expected TEXT, received {str(kind).upper()}")


def _buttons(buttons, given):
    shown = []
    for index, button in enumerate(buttons):
        kind = button["type"].upper()
        parameters = given.pop(("button", str(index)), [])
        variable = VARIABLE.search(button.get("url", ""))
        if kind == "URL" and variable and not parameters:
            raise GraphError(131008, f"buttons: Button at index {index} of type Url requires a parameter")
        value = parameters[0].get(BUTTON_PARAMETERS.get(kind, "text")) if parameters else None
        item = {"type": kind, "text": button.get("text", "")}
        if kind == "QUICK_REPLY":
            item["payload"] = value or button.get("text", "")
        elif kind == "URL":
            item["url"] = VARIABLE.sub(lambda _match, value=value: str(value), button["url"])
        elif kind == "PHONE_NUMBER":
            item["phone_number"] = button.get("phone_number")
        elif kind == "COPY_CODE":
            item["code"] = value
        shown.append(item)
    return shown
