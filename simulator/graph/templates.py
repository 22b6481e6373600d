"""Message templates: list, create, edit, delete, and what the reviewer decides."""

import re

from ..ids import object_id
from .authentication import authentication
from .checks import count, required, text
from .errors import GraphError
from .paging import page
from .template_review import review
from .templates_sent import VARIABLE
from .uploads import HANDLE

CATEGORIES = ("AUTHENTICATION", "MARKETING", "UTILITY")
FIELDS = ["name", "parameter_format", "components", "language", "status", "category", "id"]
MORE_FIELDS = {*FIELDS, "quality_score", "rejected_reason", "previous_category"}
FORMATS = ("TEXT", "IMAGE", "VIDEO", "DOCUMENT", "LOCATION")
DAY = 86_400
BUTTONS = ("QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "OTP", "FLOW", "CATALOG", "MPM", "SPM", "VOICE_CALL")


async def listing(call):
    """GET /{waba_id}/message_templates"""
    found = [doc for doc in call.sim.store.templates if doc["waba_id"] == call.object["id"]]
    for name in ("status", "language", "category"):
        if call.query.get(name):
            found = [doc for doc in found if doc[name].upper() == call.query[name].upper()]
    if call.query.get("name"):
        found = [doc for doc in found if call.query["name"] in doc["name"]]
    return page(call, [_present(doc, call.fields(FIELDS)) for doc in found])


async def create(call):
    """POST /{waba_id}/message_templates"""
    name = required(call.body, "name")
    if not isinstance(name, str) or not re.fullmatch(r"[a-z0-9_]{1,512}", name):
        raise _invalid("Name must have only lowercase letters, numbers and underscores", 2388024)
    language = text(required(call.body, "language"), "language", 15)
    category = required(call.body, "category")
    if category not in CATEGORIES:
        raise GraphError(100, message=f'(#100) Param category must be one of {{{", ".join(CATEGORIES)}}} - got "{category}".')
    taken = [doc for doc in call.sim.store.templates if doc["waba_id"] == call.object["id"]]
    if any((doc["name"], doc["language"]) == (name, language) for doc in taken):
        raise GraphError(
            100,
            message="Invalid parameter",
            subcode=2388024,
            extra={
                "is_transient": False,
                "error_user_title": "Content in this language already exists",
                "error_user_msg": f"There is already content for template '{name}' in {language}. Choose another name.",
            },
        )
    named = str(call.body.get("parameter_format", "POSITIONAL")).upper()
    components = _checked(required(call.body, "components"), named, category, language)
    template = {
        "id": object_id(),
        "waba_id": call.object["id"],
        "name": name,
        "language": language,
        "category": category,
        "components": components,
        "status": "PENDING",
        "rejected_reason": "NONE",
        "parameter_format": named,
        "quality_score": {"score": "UNKNOWN"},
    }
    call.sim.store.templates.put(template)
    call.sim.live.publish("template", template)
    review(call.sim, template)
    return {"id": template["id"], "status": template["status"], "category": category}


async def read(call):
    """GET /{template_id}"""
    return _present(call.object, call.fields(FIELDS))


async def edit(call):
    """POST /{template_id}: new components or category, reviewed again."""
    template = call.object
    _check_editable(call, template)
    category = call.body.get("category", template["category"])
    if category not in CATEGORIES:
        raise GraphError(100, message="(#100) Param category is not valid.")
    if "components" in call.body:
        template["components"] = _checked(call.body["components"], template["parameter_format"], category, template["language"])
    template["category"] = category
    template["status"] = "PENDING"
    call.sim.store.templates.put(template)
    call.sim.live.publish("template", template)
    review(call.sim, template)
    return {"success": True}


def _check_editable(call, template):
    """An approved template is changed once a day, and ten times in thirty days."""
    if template["status"] not in ("APPROVED", "REJECTED", "PAUSED"):
        raise _uneditable("A template can be edited when it is approved, rejected or paused.")
    if template["status"] == "APPROVED":
        now = call.sim.clock.now()
        edits = [at for at in template.get("edits", []) if at > now - 30 * DAY]
        if any(at > now - DAY for at in edits) or len(edits) >= 10:
            raise _uneditable("An approved template can be edited once a day and ten times in 30 days. Try again later.")
        template["edits"] = [*edits, now]


def _uneditable(sentence):
    return GraphError(
        100,
        message="Invalid parameter",
        subcode=2388003,
        extra={"is_transient": False, "error_user_title": "Template can't be edited", "error_user_msg": sentence},
    )


async def delete(call):
    """DELETE /{waba_id}/message_templates?name=…: all languages, or the one with `hsm_id`."""
    name = call.query.get("name")
    if not name:
        raise GraphError(100, message="(#100) The parameter name is required.")
    wanted = call.query.get("hsm_id")
    found = [
        doc
        for doc in call.sim.store.templates
        if doc["waba_id"] == call.object["id"] and doc["name"] == name and wanted in (None, doc["id"])
    ]
    if not found:
        raise GraphError(
            100,
            message="Invalid parameter",
            subcode=2593002,
            extra={"error_user_title": "Message Template Not Found", "error_user_msg": f"No template named {name}."},
        )
    for doc in found:
        call.sim.store.templates.delete(doc["id"])
        call.sim.live.publish("template", {**doc, "status": "DELETED"})
    return {"success": True}


def _present(doc, fields):
    unknown = [name for name in fields if name not in MORE_FIELDS]
    if unknown:
        raise GraphError(
            100, message=f"(#100) Tried accessing nonexisting field ({unknown[0]}) on node type (WhatsAppMessageTemplate)"
        )
    return {name: doc[name] for name in [*fields, "id"] if name in doc}


def _checked(components, parameter_format, category, language):
    """Return the components as they are listed later: those of log-in codes have Meta's text."""
    if category == "AUTHENTICATION":
        return authentication(count(components, "components", 10), language)
    _check_components(components, parameter_format)
    return components


def _check_components(components, parameter_format):
    kinds = []
    for component in count(components, "components", 10):
        kind = str(required(component, "type")).upper()
        kinds.append(kind)
        if kind == "HEADER":
            _check_header(component)
        elif kind == "BODY":
            _check_body(component, parameter_format)
        elif kind == "FOOTER":
            text(required(component, "text"), "footer text", 60)
        elif kind == "BUTTONS":
            for button in count(required(component, "buttons"), "buttons", 10):
                if str(button.get("type")).upper() not in BUTTONS:
                    raise _invalid(f"Button type {button.get('type')} is not known")
                text(button.get("text", ""), "button text", 25, 0)
        elif kind not in ("CAROUSEL", "LIMITED_TIME_OFFER"):
            raise _invalid(f"Component type {kind} is not known")
    if "BODY" not in kinds:
        raise _invalid("A template needs a body", 2388043)
    if len(set(kinds)) != len(kinds):
        raise _invalid("A component type appears twice")


def _check_header(component):
    wanted = str(component.get("format", "")).upper()
    if wanted not in FORMATS:
        raise _invalid(f"Header format must be one of {', '.join(FORMATS)}")
    if wanted == "TEXT":
        text(required(component, "text"), "header text", 60)
    elif wanted != "LOCATION":
        handles = (component.get("example") or {}).get("header_handle")
        if not isinstance(handles, list) or not handles or not str(handles[0]).startswith(HANDLE):
            raise _invalid("The header needs an example: a handle of the Resumable Upload API", 2388084)


def _check_body(component, parameter_format):
    body = text(required(component, "text"), "body text", 1024)
    variables = VARIABLE.findall(body)
    if not variables:
        return
    example = component.get("example") or {}
    if not example.get("body_text") and not example.get("body_text_named_params"):
        raise _invalid("The body has variables but no example", 2388043)
    if parameter_format == "POSITIONAL" and set(variables) != set(map(str, range(1, len(set(variables)) + 1))):
        raise _invalid("Variables must be numbered {{1}}, {{2}}, … without a gap", 2388065)
    if body.strip().startswith("{{") or body.strip().endswith("}}"):
        raise _invalid("Variables can't be at the start or end of the template", 2388299)


def _invalid(sentence, subcode=2388072):
    return GraphError(
        100,
        message="Invalid parameter",
        subcode=subcode,
        extra={"is_transient": False, "error_user_title": "Invalid template", "error_user_msg": sentence},
    )
