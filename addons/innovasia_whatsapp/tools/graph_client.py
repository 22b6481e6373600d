"""The Graph API of WhatsApp over HTTP: one method for each call, parsed answers, typed errors."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import requests

from . import graph_download, graph_transport, graph_upload
from .errors import Policy
from .graph_errors import DownloadRefused, GraphError, NotSent, OutcomeUnknown

__all__ = ["MEDIA_HOSTS", "DownloadRefused", "GraphClient", "GraphError", "NotSent", "OutcomeUnknown"]

MEDIA_HOSTS = ("lookaside.fbsbx.com", "mmg.whatsapp.net", "*.fbcdn.net", "*.whatsapp.net")
PHONE_NUMBER_FIELDS = (
    "id,display_phone_number,verified_name,quality_rating,code_verification_status,status,"
    "name_status,messaging_limit_tier,whatsapp_business_manager_messaging_limit,throughput,platform_type"
)
TEMPLATE_FIELDS = "id,name,language,category,status,components,parameter_format,quality_score,rejected_reason"


class GraphClient:
    """A client for one account.

    :param api_url: e.g. ``https://graph.facebook.com``
    :param api_version: e.g. ``v23.0``
    :param timeout: seconds to connect, seconds to wait for the answer
    :param session: a ``requests.Session`` to share connections; one is made when missing

    Every method raises :class:`GraphError` or its subclasses :class:`NotSent` and :class:`OutcomeUnknown`.
    """

    def __init__(
        self,
        api_url: str,
        api_version: str,
        token: str,
        timeout: tuple[float, float] = (5, 20),
        session: requests.Session | None = None,
    ) -> None:
        self.api_url = api_url.rstrip("/")
        self.api_version = api_version.strip("/")
        self._transport = graph_transport.Transport(token, timeout, session or graph_transport.new_session())

    def __repr__(self) -> str:
        return f"GraphClient({self.api_url!r}, {self.api_version!r})"

    def __enter__(self) -> GraphClient:
        return self

    def __exit__(self, *exc_info) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._transport.session.close()

    def send_message(self, phone_number_id: str, payload: dict) -> str:
        """Send what :mod:`message_payload` built; return the wamid."""
        answer = self._call("POST", phone_number_id, "messages", json=payload)
        messages = answer.get("messages")
        wamid = messages[0].get("id") if isinstance(messages, list) and messages and isinstance(messages[0], dict) else None
        if not isinstance(wamid, str) or not wamid:
            raise OutcomeUnknown("WhatsApp accepted the message and did not give its id.", http_status=200)
        return wamid

    def mark_read(self, phone_number_id: str, wamid: str, typing: bool = False) -> None:
        """Give an inbound message its blue ticks and, if asked, show that someone is typing."""
        payload = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}
        if typing:
            payload["typing_indicator"] = {"type": "text"}
        self._call("POST", phone_number_id, "messages", json=payload)

    def upload_media(self, phone_number_id: str, content: bytes, mime: str, filename: str) -> str:
        """Upload a file to be sent; return its media id, which is good for 30 days."""
        answer = self._call(
            "POST",
            phone_number_id,
            "media",
            data={"messaging_product": "whatsapp", "type": mime},
            files={"file": (filename, content, mime)},
        )
        media_id = answer.get("id")
        if not media_id:
            raise GraphError("WhatsApp did not give the id of the uploaded file.")
        return str(media_id)

    def media_info(self, media_id: str) -> dict:
        """Return ``url``, ``mime_type``, ``sha256``, ``file_size`` of a file that a customer sent."""
        return self._call("GET", media_id)

    def download(self, url: str, allowed_hosts: tuple[str, ...] = MEDIA_HOSTS, max_bytes: int = 100 << 20) -> tuple[bytes, str]:
        """Fetch a file with the token; return its bytes and the type that the server claims.

        :raises DownloadRefused: when the host is none of ``allowed_hosts`` nor the API's own, or the file too large
        """
        return graph_download.download(self._transport, url, self.api_url, allowed_hosts, max_bytes)

    def phone_number(self, phone_number_id: str) -> dict:
        """Return name, display number, quality and limits of a number."""
        return self._call("GET", phone_number_id, params={"fields": PHONE_NUMBER_FIELDS})

    def subscribe(self, waba_id: str) -> dict:
        """Subscribe this app to the webhooks of a WhatsApp Business account."""
        return self._call("POST", waba_id, "subscribed_apps")

    def set_webhook(self, phone_number_id: str, url: str, verify_token: str) -> dict:
        """Have the webhooks of one number posted to ``url``; Meta does the handshake at once."""
        webhook = {"override_callback_uri": url, "verify_token": verify_token}
        return self._call("POST", phone_number_id, json={"webhook_configuration": webhook}, secrets=(verify_token,))

    def templates(self, waba_id: str, page_size: int = 100) -> Iterator[dict]:
        """Yield every template of a WhatsApp Business account, page after page."""
        url, params, seen = self._url(waba_id, "message_templates"), {"fields": TEMPLATE_FIELDS, "limit": page_size}, set()
        while url:
            answer = self._transport.call("GET", url, params=params)
            yield from (item for item in answer.get("data") or [] if isinstance(item, dict))
            seen.add(url)
            paging = answer.get("paging")
            # The address of the next page carries all parameters itself.
            url, params = paging.get("next") if isinstance(paging, dict) else None, None
            if url and not graph_transport.same_origin(url, self.api_url):
                raise GraphError("WhatsApp named a next page of templates on a foreign host; it was not read.")
            if url in seen:
                raise GraphError("WhatsApp repeats the same page of templates over and over.")

    def create_template(self, waba_id: str, template: dict) -> dict:
        """Submit a new template for review; return its ``id``, ``status`` and ``category``.

        :param template: ``name``, ``language``, ``category``, ``parameter_format``, ``components``
        """
        return self._call("POST", waba_id, "message_templates", json=template)

    def edit_template(self, template_id: str, changes: dict) -> dict:
        """Submit a template again, with other ``components`` or another ``category``."""
        return self._call("POST", template_id, json=changes)

    def delete_template(self, waba_id: str, name: str, template_id: str) -> dict:
        """Delete a template in one language; Meta keeps its name for 30 days."""
        return self._call("DELETE", waba_id, "message_templates", params={"name": name, "hsm_id": template_id})

    def template_named(self, waba_id: str, name: str, language: str) -> dict | None:
        """Return Meta's description of one template, or None."""
        params = {"fields": TEMPLATE_FIELDS, "name": name, "language": language, "limit": 100}
        found = self._call("GET", waba_id, "message_templates", params=params).get("data") or []
        wanted = (name, language)
        return next((item for item in found if (item.get("name"), item.get("language")) == wanted), None)

    def upload_sample(self, content: bytes, mime: str, filename: str) -> str:
        """Upload an example of a template's header file; return the handle that stands for it."""
        app_id = self._call("GET", "app", params={"fields": "id"}).get("id")
        if not app_id:
            raise GraphError("WhatsApp did not say to which app the access token belongs.")
        where = self._url(str(app_id), "uploads")
        return graph_upload.upload(self._transport, where, self._url(), content, mime, filename)

    def _call(self, method: str, *path: str, **options) -> dict:
        return self._transport.call(method, self._url(*path), **options)

    def _url(self, *path: str) -> str:
        where = graph_transport.origin(self.api_url)
        if where is None or where[0] not in ("https", "http"):
            raise NotSent("The API address of the device is not a web address.", policy=Policy.STOP_ACCOUNT)
        return "/".join([self.api_url, self.api_version, *(quote(str(part), safe="") for part in path)])
