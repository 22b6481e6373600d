"""What each kind of outgoing message must look like; every check raises Graph's error."""

from ..ids import digits
from ..media import ACCEPTED, bare
from .checks import count, required, text
from .errors import GraphError
from .interactive import check_interactive


def check(call, kind, content):
    """Check the object of a message of this kind; templates are checked by `templates_sent`."""
    CHECKS[kind](call, kind, content)


def _text(_call, _kind, content):
    text(required({"text": content}, "text", "body"), "text['body']", 4096)
    if not isinstance(content.get("preview_url", False), bool):
        raise GraphError(100, message="(#100) Param text['preview_url'] must be a boolean.")


def check_media(call, kind, content):
    """Check a medium by id (it must be uploaded, and of a right type) or by link."""
    if not isinstance(content, dict) or not (content.get("id") or content.get("link")):
        raise GraphError(100, message=f"(#100) The parameter {kind}['id'] or {kind}['link'] is required.")
    if content.get("id"):
        media = call.sim.media.get(content["id"])
        if not media or media["waba_id"] != call.object["waba_id"]:
            raise GraphError(
                100,
                message=f"(#100) Param {kind}['id'] is not a valid whatsapp business account media attachment ID",
            )
        accepted = ACCEPTED[kind][1]
        if accepted and bare(media["mime_type"]) not in accepted:
            raise GraphError(
                131053, f"Unsupported {kind} mime type {media['mime_type']}. Please use one of {', '.join(sorted(accepted))}."
            )
    elif not str(content["link"]).startswith(("http://", "https://")):
        raise GraphError(100, message=f"(#100) Param {kind}['link'] is not a valid URL.")
    if content.get("caption") is not None:
        if kind in ("audio", "sticker"):
            raise GraphError(100, message=f'(#100) Unexpected key "caption" on param "{kind}".')
        text(content["caption"], f"{kind}['caption']", 1024)


def _location(_call, _kind, content):
    for name, limit in (("latitude", 90), ("longitude", 180)):
        value = content.get(name)
        try:
            good = value is not None and -limit <= float(value) <= limit
        except (TypeError, ValueError):
            good = False
        if value is None:
            raise GraphError(100, message=f"(#100) The parameter location['{name}'] is required.")
        if not good:
            raise GraphError(131009, f"location['{name}'] is not valid")


def _contacts(_call, _kind, content):
    for contact in count(content, "contacts", 257):
        required({"contacts": contact}, "contacts", "name", "formatted_name")


def _reaction(call, _kind, content):
    target = required({"reaction": content}, "reaction", "message_id")
    if "emoji" not in content:
        raise GraphError(100, message="(#100) The parameter reaction['emoji'] is required.")
    emoji = text(content["emoji"], "reaction['emoji']", 32)
    if emoji and (emoji.isascii() or " " in emoji):
        raise GraphError(131009, "reaction['emoji'] is not a single emoji")
    if target not in call.sim.store.messages:
        raise GraphError(131009, "Message ID does not exist")


def _interactive(call, _kind, content):
    check_interactive(content)
    header = content.get("header")
    if header and header.get("type") in ("image", "video", "document"):
        check_media(call, header["type"], header.get(header["type"]))


CHECKS = {
    "text": _text,
    "image": check_media,
    "video": check_media,
    "audio": check_media,
    "document": check_media,
    "sticker": check_media,
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "interactive": _interactive,
}


def links(kind, content):
    """Return the (kind, medium) pairs to be fetched from a link: of the message itself or of a header."""
    if isinstance(content, list):
        return [found for value in content for found in links(kind, value)]
    if not isinstance(content, dict):
        return []
    own = [(kind, content)] if kind in ACCEPTED and isinstance(content.get("link"), str) and not content.get("id") else []
    return own + [found for name, value in content.items() for found in links(name, value)]


def same_number(to, number):
    """Return whether a recipient is the business number itself."""
    return digits(to) == digits(number["display_phone_number"])
