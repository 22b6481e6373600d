"""Media: what Meta accepts, how it is kept, and the URLs it is fetched from."""

import base64
import hashlib
import hmac
import mimetypes
import secrets

from .ids import object_id

URL_LIFETIME = 300
UPLOAD_LIFETIME = 30 * 86400
INBOUND_LIFETIME = 7 * 86400
MEGABYTE = 1024 * 1024
UPLOAD_CAP = 101 * MEGABYTE

DOCUMENTS = {
    "text/plain",
    "text/csv",
    "application/pdf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
# kind: (size cap, accepted types)
ACCEPTED = {
    "image": (5 * MEGABYTE, {"image/jpeg", "image/png"}),
    "sticker": (500 * 1024, {"image/webp"}),
    "audio": (16 * MEGABYTE, {"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/opus"}),
    "video": (16 * MEGABYTE, {"video/mp4", "video/3gpp"}),
    "document": (100 * MEGABYTE, None),
}
UPLOADABLE = {*DOCUMENTS, *(kind for _cap, kinds in ACCEPTED.values() if kinds for kind in kinds)}


def bare(mime_type):
    """Return a MIME type without its parameters."""
    return (mime_type or "").split(";")[0].strip().lower()


def kind_of(mime_type):
    """Return the kind of message that carries such a file."""
    mime_type = bare(mime_type)
    for kind in ("image", "sticker", "audio", "video"):
        if mime_type in ACCEPTED[kind][1]:
            return kind
    return "document"


def size_cap(mime_type):
    """Return how many bytes Meta takes of this type."""
    return ACCEPTED[kind_of(mime_type)][0]


class Media:
    """Keeps files and gives out signed, expiring URLs."""

    def __init__(self, sim):
        self.sim = sim
        self.docs = sim.store.media
        self._secret = sim.store.settings.get("media_secret") or sim.store.settings.put(
            {"id": "media_secret", "value": secrets.token_hex(16)}
        )

    def add(self, data, mime_type, filename=None, *, waba_id=None, lifetime=INBOUND_LIFETIME):
        """Keep a file and return its document."""
        digest = hashlib.sha256(data)
        doc = {
            "id": object_id(),
            "mime_type": mime_type or mimetypes.guess_type(filename or "")[0] or "application/octet-stream",
            "filename": filename,
            "sha256": digest.hexdigest(),
            "sha256_base64": base64.b64encode(digest.digest()).decode(),
            "file_size": len(data),
            "waba_id": waba_id,
            "expires_at": self.sim.clock.now() + lifetime,
        }
        self.sim.store.put_blob(doc["id"], data)
        return self.docs.put(doc)

    def get(self, media_id):
        """Return the document, or None when it is missing or has expired."""
        doc = self.docs.get(str(media_id))
        return doc if doc and doc["expires_at"] > self.sim.clock.now() else None

    def data(self, doc):
        """Return the bytes, or None when they were dropped to keep within the cap."""
        return self.sim.store.get_blob(doc["id"])

    def delete(self, doc):
        """Remove a file."""
        self.docs.delete(doc["id"])
        self.sim.store.delete_blob(doc["id"])

    def url(self, doc):
        """Return the address from which the bytes are fetched, with a Bearer token, for five minutes."""
        expires = int(self.sim.clock.now()) + URL_LIFETIME
        return (
            f"{self.sim.public_url}/whatsapp_business/attachments/?mid={doc['id']}&source=getMedia"
            f"&ext={expires}&hash={self._sign(doc['id'], expires)}"
        )

    def from_url(self, media_id, expires, signature):
        """Return the document when the address is genuine and still good, else None."""
        if not expires.isdigit() or int(expires) < self.sim.clock.now():
            return None
        if not hmac.compare_digest(self._sign(media_id, expires).encode(), signature.encode()):
            return None
        return self.get(media_id)

    def with_files(self, message):
        """Return a message with what the phone needs to show its files: `media`, by id or link."""
        files = {}
        for part in _media_objects(message["content"]) + _media_objects(message.get("rendered")):
            doc = self.get(part.get("fetched") or part.get("id"))
            if doc:
                files[part.get("id") or part.get("link")] = {
                    "src": f"/_sim/media/{doc['id']}",
                    "mime_type": bare(doc["mime_type"]),
                    "filename": doc["filename"],
                    "file_size": doc["file_size"],
                }
        return {**message, "media": files}

    def _sign(self, media_id, expires):
        key = self._secret["value"].encode()
        return hmac.new(key, f"{media_id}:{expires}".encode(), "sha256").hexdigest()[:40]


def _media_objects(value):
    if isinstance(value, list):
        return [found for item in value for found in _media_objects(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if isinstance(value.get("id"), str) or isinstance(value.get("link"), str) else []
    return own + [found for item in value.values() for found in _media_objects(item)]
