"""What a file really is, told by its first bytes and not by what a stranger claims."""

from __future__ import annotations

import filetype

from .clean import clean_file_name

UNKNOWN = "application/octet-stream"
# The types that a browser may show inside the chat, and the extensions that say so.
INLINE = {
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "image/gif": ("gif",),
    "video/mp4": ("mp4", "m4v"),
    "video/3gpp": ("3gp",),
    "audio/ogg": ("ogg", "oga", "opus"),
    "audio/aac": ("aac",),
    "audio/amr": ("amr",),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a",),
    "application/pdf": ("pdf",),
}
# Documents that share a container (ZIP, OLE) are told apart by extension; they are only ever downloaded.
ATTACHED = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
}
ZIP_EXTENSIONS = ("docx", "xlsx", "pptx", "odt", "ods", "zip")
OLE_EXTENSIONS = ("doc", "xls", "ppt")
TEXTS = {"text/plain": "txt", "text/csv": "csv"}
_SYNONYMS = {"image/jpg": "image/jpeg", "audio/x-m4a": "audio/mp4", "audio/x-aac": "audio/aac", "video/x-m4v": "video/mp4"}


def sniff(content: bytes, claimed_mime: str | None, filename: str | None) -> tuple[str, str, bool]:
    """Return the true type of a file, a safe name whose extension fits it, and whether it may be shown inline.

    Whatever a browser could run (HTML, SVG, XML, scripts), and whatever is not recognised, is
    ``application/octet-stream`` and only ever downloaded.
    """
    name = clean_file_name(filename) or ""
    claimed = (claimed_mime or "").partition(";")[0].strip().lower()
    claimed = _SYNONYMS.get(claimed, claimed)
    mime, extensions = _detect(content, claimed, _extension(name))
    return mime, _with_extension(name, mime, extensions), mime in INLINE


def is_voice(content: bytes) -> bool:
    """Tell whether a file is a voice note as WhatsApp records them: Opus in Ogg."""
    return content[:4] == b"OggS" and b"OpusHead" in content[:64]


def _detect(content: bytes, claimed: str, extension: str) -> tuple[str, tuple[str, ...]]:
    head = content[:8_192]
    guess = filetype.guess(head)
    found = _SYNONYMS.get(guess.mime, guess.mime) if guess else None
    if head[:4] == b"OggS":
        found = "video/ogg" if b"theora" in head[:256] else "audio/ogg"
    elif head[4:8] == b"ftyp":
        found = _iso_media(head, claimed)
    elif head[:5] == b"%PDF-":
        found = "application/pdf"
    elif head[:4] == b"PK\x03\x04":
        return _container(extension, ZIP_EXTENSIONS, "zip")
    elif head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _container(extension, OLE_EXTENSIONS, None)
    if found in INLINE:
        return found, INLINE[found]
    if found is None and claimed in TEXTS and _is_harmless_text(content):
        return claimed, (TEXTS[claimed],)
    return UNKNOWN, ()


def _iso_media(head: bytes, claimed: str) -> str | None:
    brand = head[8:12].lower()
    if brand.startswith((b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1", b"hevc")):
        return None
    if brand.startswith(b"3g"):
        return "video/3gpp"
    # An MP4 without pictures has the same brands; only the claim knows, and both are harmless.
    return "audio/mp4" if brand.startswith((b"m4a", b"m4b")) or claimed == "audio/mp4" else "video/mp4"


def _container(extension: str, known: tuple[str, ...], otherwise: str | None) -> tuple[str, tuple[str, ...]]:
    extension = extension if extension in known else otherwise
    return (ATTACHED[extension], (extension,)) if extension else (UNKNOWN, ())


def _is_harmless_text(content: bytes) -> bool:
    if b"\0" in content:
        return False
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    return "<" not in text[:8_192]


def _extension(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem and len(extension) <= 10 else ""


def _with_extension(name: str, mime: str, extensions: tuple[str, ...]) -> str:
    extension = _extension(name)
    if not extensions:
        # ".bin" also where the name says ".html": what opens by a click must not be run by it.
        return clean_file_name(f"{name or 'file'}.bin") if extension != "bin" else name
    if extension in extensions:
        return name
    stem = name[: -len(extension) - 1] if extension else name
    return clean_file_name(f"{stem or mime.partition('/')[0]}.{extensions[0]}")
