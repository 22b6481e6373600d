import logging
import re

from odoo import SUPERUSER_ID, http
from odoo.http import request

from ..tools.providers import PROVIDERS

#: A day's mutations of a busy account are a tenth of this.
MAX_BODY = 2 * 1024 * 1024

_logger = logging.getLogger(__name__)
_TOKEN = re.compile(r"[\w-]{20,64}", re.ASCII)
_ADDRESS = re.compile(r"(/transfer/feed/)[^\s/?'\"]+")


class _Unnamed(logging.Filter):
    """Keeps the webhooks' secret addresses out of the server's log of requests."""

    def filter(self, record):
        record.msg, record.args = _ADDRESS.sub(r"\1********", record.getMessage()), None
        return True


logging.getLogger("werkzeug").addFilter(_Unnamed())


class FeedWebhook(http.Controller):
    @http.route(
        "/transfer/feed/<string:token>",
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
        # A chunked body is cut at the route's limit, one byte past what is allowed.
        body = request.httprequest.get_data(cache=True)
        if len(body) > MAX_BODY:
            return self._answer(413)
        env = request.env(user=SUPERUSER_ID, su=True)
        feed = env["bank.feed"].search([("webhook_token", "=", token)], limit=1) if _TOKEN.fullmatch(token) else None
        if not feed:
            return self._answer(404)
        if not PROVIDERS[feed.provider].is_signed(body, request.httprequest.headers, feed.secret, feed.api_token):
            _logger.warning("Bank feed %s: refused a wrong signature", feed.id)
            return self._answer(401)
        env["bank.feed.event"]._store(feed.id, body, "webhook")
        feed._wake_after_commit()
        return self._answer(200)

    @staticmethod
    def _answer(status):
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
        return request.make_response("", headers, status=status)
