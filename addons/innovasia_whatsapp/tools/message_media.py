"""Files and long texts on their way out: which kind a file may be sent as, and where to cut."""

from __future__ import annotations

from .message_limits import check_link, check_text

CAPTION_LIMIT = 1_024
#: Stands for the media id of a file that is uploaded together with its message.
UPLOAD = "upload"
FILE_NAME_LIMIT = 240
MEGABYTE = 1 << 20
FILE_LIMITS = {
    "image": 5 * MEGABYTE,
    "video": 16 * MEGABYTE,
    "audio": 16 * MEGABYTE,
    "document": 100 * MEGABYTE,
    "sticker": 500 * 1024,
}
MIMES = {
    "image": frozenset({"image/jpeg", "image/png"}),
    "video": frozenset({"video/mp4", "video/3gpp"}),
    "audio": frozenset({"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"}),
    "sticker": frozenset({"image/webp"}),
}


def media(
    kind: str,
    media_id: str | None = None,
    link: str | None = None,
    caption: str | None = None,
    filename: str | None = None,
) -> dict:
    """An image, video, audio, document or sticker: an uploaded one by id, or one on the web by link."""
    if kind not in FILE_LIMITS:
        raise ValueError(f"WhatsApp knows no files of the kind {kind}.")
    if bool(media_id) == bool(link):
        raise ValueError("A file is sent either by its media id or by a link.")
    body = {"id": media_id} if media_id else {"link": check_link(link)}
    if caption:
        if kind in ("audio", "sticker"):
            raise ValueError(f"WhatsApp shows no caption below a file of the kind {kind}; send the text by itself.")
        body["caption"] = check_text("The caption", caption, CAPTION_LIMIT)
    if filename and kind == "document":
        body["filename"] = check_text("The file name", filename, FILE_NAME_LIMIT)
    return {"type": kind, kind: body}


def with_media_id(body: dict, media_id: str) -> dict:
    """Return the part of a message that names its kind with the id of its uploaded file: a template's is in its header."""
    kind = body["type"]
    if kind != "template":
        return {**body, kind: {**body[kind], "id": media_id}}
    components = [_with_header(component, media_id) for component in body["template"].get("components") or []]
    return {**body, "template": {**body["template"], "components": components}}


def _with_header(component: dict, media_id: str) -> dict:
    if component.get("type") != "header":
        return component
    parameters = [
        {**parameter, kind: {**parameter[kind], "id": media_id}} if (kind := parameter["type"]) in FILE_LIMITS else parameter
        for parameter in component.get("parameters") or []
    ]
    return {**component, "parameters": parameters}


def kind_for_mime(mime: str, size: int) -> str:
    """Return the kind as which WhatsApp takes a file: ``image``, ``video``, ``audio``, else ``document``.

    :param size: in bytes
    :raises ValueError: when it is empty or larger than WhatsApp takes at all
    """
    if size <= 0:
        raise ValueError("The file is empty.")
    if size > FILE_LIMITS["document"]:
        raise ValueError(f"The file has {size / MEGABYTE:.0f} MB; WhatsApp allows {FILE_LIMITS['document'] // MEGABYTE}.")
    bare = (mime or "").partition(";")[0].strip().lower()
    for kind in ("image", "video", "audio"):
        if bare in MIMES[kind] and size <= FILE_LIMITS[kind]:
            return kind
    return "document"


def split_text(body: str, limit: int = 4_096) -> list[str]:
    """Cut a text into parts of at most ``limit`` characters: at a blank line, a line's end, a space, in this order."""
    parts = []
    while len(body) > limit:
        window = body[: limit + 1]
        # Not in the first half: a paragraph's end there would make many tiny parts.
        cut = next((at for mark in ("\n\n", "\n", " ") if (at := window.rfind(mark)) > limit // 2), limit)
        parts.append(body[:cut].rstrip())
        body = body[cut:].lstrip() if cut < limit else body[cut:]
    return [part for part in [*parts, body] if part.strip()]
