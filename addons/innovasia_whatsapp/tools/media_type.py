"""What a file really is, told by its first bytes and not by what a stranger claims."""

from __future__ import annotations

import mimetypes
import re

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
    "video/3gpp": ("3gp", "3gpp"),
    "audio/ogg": ("ogg", "oga", "opus"),
    "audio/aac": ("aac",),
    "audio/amr": ("amr",),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a", "mp4"),
    "application/pdf": ("pdf",),
}
# Types that keep their name and are only ever downloaded; no browser runs anything in them.
ATTACHED = {
    "image/heic": ("heic", "heif"),
    "image/avif": ("avif",),
    "image/tiff": ("tif", "tiff"),
    "image/bmp": ("bmp",),
    "image/vnd.adobe.photoshop": ("psd",),
    "image/vnd.dwg": ("dwg",),
    "audio/x-wav": ("wav",),
    "audio/x-flac": ("flac",),
    "video/quicktime": ("mov",),
    "video/webm": ("webm",),
    "video/x-matroska": ("mkv",),
    "video/x-msvideo": ("avi",),
    "video/mpeg": ("mpg", "mpeg"),
    "application/rtf": ("rtf",),
    "application/gzip": ("gz",),
    "application/x-7z-compressed": ("7z",),
    "application/x-rar-compressed": ("rar",),
}
KNOWN = {**INLINE, **ATTACHED}
# Documents in a common container (ZIP, OLE) are told apart by their extension.
ZIPPED = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "zip": "application/zip",
}
OLE = {"doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint"}
TEXTS = {"text/plain": "txt", "text/csv": "csv", "text/vcard": "vcf", "text/x-vcard": "vcf"}
_SYNONYMS = {"image/apng": "image/png", "video/x-m4v": "video/mp4"}
_TAG = re.compile(rb"<[a-zA-Z!?/%]")


def sniff(content: bytes, claimed_mime: str | None, filename: str | None) -> tuple[str, str, bool]:
    """Return the true type of a file, a safe name whose extension fits it, and whether it may be shown inline.

    Whatever a browser could run (HTML, SVG, XML, scripts), and whatever is not recognised, is
    ``application/octet-stream`` and only ever downloaded.
    """
    name = clean_file_name(filename) or ""
    claimed = (claimed_mime or "").partition(";")[0].strip().lower()
    mime, extensions = _detect(content, claimed, _extension(name))
    return mime, _with_extension(name, mime, extensions), mime in INLINE


def is_voice(content: bytes) -> bool:
    """Tell whether a file is a voice note as WhatsApp records them: Opus in Ogg."""
    return content[:4] == b"OggS" and b"OpusHead" in content[:64]


def _detect(content: bytes, claimed: str, extension: str) -> tuple[str, tuple[str, ...]]:
    """Return the type and the extensions that fit it; none when the type is unknown."""
    if content.startswith(b"PK\x03\x04"):
        return ZIPPED.get(extension, ZIPPED["zip"]), (extension if extension in ZIPPED else "zip",)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return (OLE[extension], (extension,)) if extension in OLE else (UNKNOWN, ())
    head = content[:8_192]
    if head[4:8] == b"ftyp":
        found = _iso_media(head, claimed)
    else:
        found = filetype.guess_mime(head)
        found = _SYNONYMS.get(found, found)
    if found in KNOWN:
        return found, KNOWN[found]
    if found is None and claimed in TEXTS and b"\0" not in content and not _TAG.search(content):
        return claimed, (TEXTS[claimed],)
    return UNKNOWN, ()


def _iso_media(head: bytes, claimed: str) -> str:
    brand = head[8:12].lower()
    if brand.startswith((b"avif", b"avis")):
        return "image/avif"
    if brand.startswith((b"hei", b"hev", b"mif1", b"msf1")):
        return "image/heic"
    if brand.startswith(b"qt"):
        return "video/quicktime"
    if brand.startswith(b"3g"):
        return "video/3gpp"
    # An MP4 without pictures may have the same brand as one with: only the claim knows, and both are harmless.
    return "audio/mp4" if brand.startswith((b"m4a", b"m4b")) or claimed.startswith("audio/") else "video/mp4"


def _extension(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    return extension.lower() if dot and stem else ""


def _with_extension(name: str, mime: str, extensions: tuple[str, ...]) -> str:
    extension = _extension(name)
    if not extensions:
        # Also where the name says ".html": what a click opens must not be run by it.
        return name if extension == "bin" else clean_file_name(f"{name or 'file'}.bin")
    if extension in extensions:
        return name
    # "v2" of "offer.v2" is no extension, "png" of "photo.png" is a wrong one.
    if mimetypes.guess_type(f"_.{extension}")[0]:
        name = name[: -len(extension) - 1]
    return clean_file_name(f"{name or mime.partition('/')[0]}.{extensions[0]}")
