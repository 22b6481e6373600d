"""Interactive messages: buttons, lists, links, Flows, products, catalogue, location request."""

from .checks import count, required, text, unique
from .errors import GraphError


def check_interactive(content):
    """Check an `interactive` object; raise Graph's error."""
    if not isinstance(content, dict):
        raise GraphError(100, message="(#100) Param interactive must be an object.")
    kind = required({"interactive": content}, "interactive", "type")
    if kind not in KINDS:
        raise GraphError(
            100,
            message=f"(#100) Param interactive['type'] must be one of {{{', '.join(sorted(KINDS)).upper()}}} - got \"{kind}\".",
        )
    needs_body, check_action = KINDS[kind]
    _header(content.get("header"), kind)
    if needs_body or content.get("body"):
        text(
            required(content, "body", "text", code=131008),
            "Interactive body text",
            4096 if kind == "list" else 1024,
            code=131009,
        )
    if content.get("footer"):
        text(required(content, "footer", "text", code=131008), "Interactive footer text", 60, code=131009)
    check_action(content, required(content, "action", code=131008))


def _header(header, kind):
    if kind == "product_list" and (not isinstance(header, dict) or header.get("type") != "text"):
        raise GraphError(131008, "Interactive product_list message requires a text header")
    if header is None:
        return
    header_type = required({"header": header}, "header", "type", code=131008)
    if header_type not in ("text", "image", "video", "document"):
        raise GraphError(131009, f"Header type {header_type} is not supported")
    if header_type != "text" and kind in ("list", "product_list", "catalog_message"):
        raise GraphError(131009, f"Header type {header_type} is not supported for interactive type {kind}")
    if header_type == "text":
        text(required(header, "text", code=131008), "Header text", 60, code=131009)


def _button(_content, action):
    buttons = count(required(action, "buttons", code=131008), "Buttons", 3)
    for button in buttons:
        if button.get("type") != "reply":
            raise GraphError(131009, "Button type must be reply")
        text(required(button, "reply", "id", code=131008), "Button id", 256, code=131009)
        text(required(button, "reply", "title", code=131008), "Button title", 20, code=131009)
    unique([button["reply"]["id"] for button in buttons], "button id")
    unique([button["reply"]["title"] for button in buttons], "button title")


def _list(_content, action):
    text(required(action, "button", code=131008), "Button label", 20, code=131009)
    sections = count(required(action, "sections", code=131008), "Sections", 10)
    rows = []
    for section in sections:
        if len(sections) > 1 or section.get("title"):
            text(required(section, "title", code=131008), "Section title", 24, code=131009)
        for row in count(required(section, "rows", code=131008), "Rows", 10):
            text(required(row, "id", code=131008), "Row id", 200, code=131009)
            text(required(row, "title", code=131008), "Row title", 24, code=131009)
            if row.get("description"):
                text(row["description"], "Row description", 72, code=131009)
            rows.append(row["id"])
    if len(rows) > 10:
        raise GraphError(131009, "Total row count exceed max allowed count: 10")
    unique(rows, "row id")


def _cta_url(_content, action):
    _named(action, "cta_url")
    text(required(action, "parameters", "display_text", code=131008), "Display text", 20, code=131009)
    if not str(required(action, "parameters", "url", code=131008)).startswith(("http://", "https://")):
        raise GraphError(131009, "URL is not valid")


def _flow(_content, action):
    _named(action, "flow")
    parameters = required(action, "parameters", code=131008)
    required(action, "parameters", "flow_message_version", code=131008)
    text(required(action, "parameters", "flow_cta", code=131008), "flow_cta", 30, code=131009)
    if bool(parameters.get("flow_id")) == bool(parameters.get("flow_name")):
        raise GraphError(131009, "Exactly one of flow_id and flow_name is required")
    if parameters.get("flow_action", "navigate") not in ("navigate", "data_exchange"):
        raise GraphError(131009, "flow_action must be navigate or data_exchange")


def _product(_content, action):
    required(action, "catalog_id", code=131008)
    required(action, "product_retailer_id", code=131008)


def _product_list(_content, action):
    required(action, "catalog_id", code=131008)
    sections = count(required(action, "sections", code=131008), "Sections", 10)
    items = []
    for section in sections:
        if len(sections) > 1:
            text(required(section, "title", code=131008), "Section title", 24, code=131009)
        for item in count(required(section, "product_items", code=131008), "Product items", 30):
            items.append(required(item, "product_retailer_id", code=131008))
    if len(items) > 30:
        raise GraphError(131009, "Total product count exceed max allowed count: 30")


def _catalog(_content, action):
    _named(action, "catalog_message")


def _location_request(_content, action):
    _named(action, "send_location")


def _named(action, name):
    if required(action, "name", code=131008) != name:
        raise GraphError(131009, f"action name must be {name}")


KINDS = {
    "button": (True, _button),
    "list": (True, _list),
    "cta_url": (True, _cta_url),
    "flow": (True, _flow),
    "product": (False, _product),
    "product_list": (True, _product_list),
    "catalog_message": (True, _catalog),
    "location_request_message": (True, _location_request),
}
