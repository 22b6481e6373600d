import hmac
import logging

from odoo import http
from odoo.http import request

from ..tools import signature
from ..tools.masking import MaskingFilter
from .raw_post import RawPost

#: Meta posts at most 3 MB (Cloud API, "Webhooks: payload size").
MAX_BODY = 3 * 1024 * 1024

_logger = logging.getLogger(__name__)
# The handshake carries the verify token in its query, which the server logs.
logging.getLogger("werkzeug").addFilter(MaskingFilter())


class WebhookController(RawPost, http.Controller):
    @http.route(
        "/whatsapp/webhook/<string:token>",
        type="http",
        auth="none",
        methods=["GET"],
        save_session=False,
    )
    def verify(self, token, **query):
        """Answer Meta's handshake: the challenge, if it knows the account's verify token."""
        account = self._env()["wa.account"]._for_webhook(token)
        given = query.get("hub.verify_token", "")
        if not account or not account.verify_token or query.get("hub.mode") != "subscribe":
            return self._answer(404)
        if not hmac.compare_digest(given.encode(), account.verify_token.encode()):
            return self._answer(403)
        return self._answer(200, query.get("hub.challenge", "")[:256])

    @http.route(
        "/whatsapp/webhook/<string:token>",
        type="http",
        auth="none",
        methods=["POST"],
        csrf=False,
        save_session=False,
        readonly=False,
        max_content_length=MAX_BODY + 1,
    )
    def receive(self, token, **_form):
        """Store one signed post as it came and answer 200; everything else happens later."""
        body = self._body(MAX_BODY)
        if body is None:
            return self._answer(413)
        env = self._env()
        account = env["wa.account"]._for_webhook(token)
        if not account:
            return self._answer(404)
        header = request.httprequest.headers.get("X-Hub-Signature-256")
        if not signature.is_valid(body, header, [account.app_secret]):
            _logger.warning("Webhook of device %s: refused a wrong signature", account.id)
            env["wa.account"].browse(account.id)._note_refusal()
            return self._answer(401)
        env["wa.event"]._store(account.id, body)
        if account.refused_at:
            env["wa.account"].browse(account.id)._forget_refusals()
        env.cr.commit()
        env["wa.account"].browse(account.id)._wake("inbox")
        return self._answer(200)
