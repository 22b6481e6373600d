"""The JSON of every outgoing kind of message. Meta's limits are checked here, with a sentence as ``ValueError``.

A builder returns the part that names the kind; :func:`envelope` adds to whom it goes::

    envelope(text("Halo"), to="62811…", key="wa.message,7")
"""

from __future__ import annotations

from .message_limits import check_count, check_link, check_text, check_unique
from .message_media import FILE_LIMITS, kind_for_mime, media, split_text

__all__ = [
    "FILE_LIMITS", "buttons", "catalog", "contacts", "cta_url", "envelope", "flow", "kind_for_mime",
    "list_message", "location", "location_request", "media", "product", "product_list", "reaction",
    "split_text", "template", "text",
]  # fmt: skip

TEXT_LIMIT = 4_096
KEY_LIMIT = 512


def envelope(
    body: dict,
    to: str | None = None,
    recipient: str | None = None,
    key: str | None = None,
    context_id: str | None = None,
) -> dict:
    """Return the whole payload for one message.

    :param to: the recipient's number (digits); goes before ``recipient`` when both are known
    :param recipient: the recipient's business-scoped user id
    :param key: comes back in every status of the message (``biz_opaque_callback_data``)
    :param context_id: the wamid that this message answers
    """
    if not to and not recipient:
        raise ValueError("The message has no recipient: neither a number nor a user id is known.")
    payload = {"messaging_product": "whatsapp", "recipient_type": "individual"}
    if to:
        payload["to"] = to
    if recipient:
        payload["recipient"] = recipient
    if key:
        payload["biz_opaque_callback_data"] = check_text("The key of a message", key, KEY_LIMIT)
    if context_id:
        payload["context"] = {"message_id": context_id}
    return {**payload, **body}


def text(body: str, preview_url: bool = True) -> dict:
    """A text of up to 4096 characters."""
    return {"type": "text", "text": {"body": check_text("The text", body, TEXT_LIMIT), "preview_url": preview_url}}


def template(name: str, language: str, components: list[dict] | None = None) -> dict:
    """An approved template; ``components`` as Meta wants them, blank parameters are refused."""
    check_text("The template's name", name, 512)
    check_text("The template's language", language, 16)
    for component in components or []:
        for number, parameter in enumerate(component.get("parameters") or [], 1):
            if parameter.get("type") == "text" and not str(parameter.get("text") or "").strip():
                named = parameter.get("parameter_name") or number
                raise ValueError(f"Parameter {named} of the template {name} ({component.get('type')}) is empty.")
    body = {"name": name, "language": {"code": language}}
    if components:
        body["components"] = components
    return {"type": "template", "template": body}


def reaction(wamid: str, emoji: str) -> dict:
    """An emoji on a message; ``""`` takes it away."""
    return {"type": "reaction", "reaction": {"message_id": check_text("The message", wamid, KEY_LIMIT), "emoji": emoji or ""}}


def location(latitude: float, longitude: float, name: str | None = None, address: str | None = None) -> dict:
    """A pin on the map."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError("The coordinates of the location are not on this earth.")
    body = {"latitude": latitude, "longitude": longitude}
    body.update({key: value for key, value in (("name", name), ("address", address)) if value})
    return {"type": "location", "location": body}


def contacts(people: list[dict]) -> dict:
    """Contact cards as Meta wants them: each with ``name.formatted_name`` and one more part of the name."""
    check_count("A message with contacts", "contact", people, 1, 257)
    for person in people:
        check_text("The name of a contact", (person.get("name") or {}).get("formatted_name"), 1_024)
    return {"type": "contacts", "contacts": people}


def buttons(body: str, choices: list[tuple[str, str]], header: dict | str | None = None, footer: str | None = None) -> dict:
    """Up to three reply buttons; ``choices`` are (id, title), ``header`` a text or Meta's object for a file."""
    check_count("A message with buttons", "button", choices, 1, 3)
    check_unique("The ids of the buttons", [key for key, _title in choices])
    check_unique("The titles of the buttons", [title for _key, title in choices])
    replies = [
        {
            "type": "reply",
            "reply": {"id": check_text("A button's id", key, 256), "title": check_text("A button's title", title, 20)},
        }
        for key, title in choices
    ]
    return _interactive("button", {"buttons": replies}, body, header, footer)


def list_message(body: str, button: str, sections: list[dict], header: str | None = None, footer: str | None = None) -> dict:
    """A list of up to ten rows; ``sections`` are ``{"title", "rows": [{"id", "title", "description"}]}``."""
    check_count("A list", "section", sections, 1, 10)
    _check_section_titles(sections)
    rows = [row for section in sections for row in section.get("rows") or []]
    check_count("A list", "row", rows, 1, 10)
    check_unique("The ids of the rows", [row.get("id") for row in rows])
    for row in rows:
        check_text("A row's id", row.get("id"), 200)
        check_text("A row's title", row.get("title"), 24)
        check_text("A row's description", row.get("description"), 72, required=False)
    action = {"button": check_text("The list's button", button, 20), "sections": sections}
    return _interactive("list", action, body, header, footer, body_limit=4_096)


def cta_url(body: str, title: str, url: str, header: dict | str | None = None, footer: str | None = None) -> dict:
    """A button that opens a web page."""
    parameters = {"display_text": check_text("The button's title", title, 20), "url": check_link(url)}
    return _interactive("cta_url", {"name": "cta_url", "parameters": parameters}, body, header, footer)


def flow(
    body: str,
    flow_id: str,
    title: str,
    token: str,
    *,
    screen: str | None = None,
    data: dict | None = None,
    mode: str = "published",
    header: dict | str | None = None,
    footer: str | None = None,
) -> dict:
    """A button that opens a Flow, at its first screen or, with ``data``, at ``screen``; without one its endpoint decides."""
    parameters = {
        "flow_message_version": "3",
        "flow_id": check_text("The Flow", flow_id, 64),
        "flow_token": check_text("The Flow's token", token, 512),
        "flow_cta": check_text("The Flow's button", title, 20),
        "flow_action": "navigate" if screen else "data_exchange",
        "mode": mode,
    }
    if screen:
        parameters["flow_action_payload"] = {"screen": screen, **({"data": data} if data else {})}
    return _interactive("flow", {"name": "flow", "parameters": parameters}, body, header, footer)


def product(catalog_id: str, product_retailer_id: str, body: str | None = None, footer: str | None = None) -> dict:
    """One product of the catalogue."""
    action = {
        "catalog_id": check_text("The catalogue", catalog_id, 64),
        "product_retailer_id": check_text("The product", product_retailer_id, 100),
    }
    return _interactive("product", action, body, footer=footer, body_required=False)


def product_list(header: str, body: str, catalog_id: str, sections: list[dict], footer: str | None = None) -> dict:
    """Up to 30 products in 10 sections; ``sections`` are ``{"title", "product_items": [{"product_retailer_id"}]}``."""
    check_text("The header", header, 60)
    check_count("A product list", "section", sections, 1, 10)
    _check_section_titles(sections)
    for section in sections:
        check_count("A section", "product", section.get("product_items") or [], 1, 30)
    items = [item for section in sections for item in section["product_items"]]
    check_count("A product list", "product", items, 1, 30)
    for item in items:
        check_text("A product", item.get("product_retailer_id"), 100)
    action = {"catalog_id": check_text("The catalogue", catalog_id, 64), "sections": sections}
    return _interactive("product_list", action, body, header, footer)


def catalog(body: str, thumbnail_product_retailer_id: str | None = None, footer: str | None = None) -> dict:
    """The whole catalogue, with the picture of one product."""
    action = {"name": "catalog_message"}
    if thumbnail_product_retailer_id:
        action["parameters"] = {"thumbnail_product_retailer_id": thumbnail_product_retailer_id}
    return _interactive("catalog_message", action, body, footer=footer)


def location_request(body: str) -> dict:
    """A button with which the customer sends a location."""
    return _interactive("location_request_message", {"name": "send_location"}, body)


def _interactive(
    form: str,
    action: dict,
    body: str | None,
    header: dict | str | None = None,
    footer: str | None = None,
    *,
    body_limit: int = 1_024,
    body_required: bool = True,
) -> dict:
    interactive = {"type": form, "action": action}
    if check_text("The text", body, body_limit, required=body_required):
        interactive["body"] = {"text": body}
    if isinstance(header, str) and header:
        header = {"type": "text", "text": check_text("The header", header, 60)}
    if header:
        interactive["header"] = header
    if check_text("The footer", footer, 60, required=False):
        interactive["footer"] = {"text": footer}
    return {"type": "interactive", "interactive": interactive}


def _check_section_titles(sections: list[dict]) -> None:
    for section in sections:
        check_text("A section's title", section.get("title"), 24, required=len(sections) > 1)
