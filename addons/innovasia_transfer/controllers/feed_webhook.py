import logging
import re

from odoo import http
from odoo.http import request

from odoo.addons.innovasia_whatsapp.controllers.raw_post import RawPost
from odoo.addons.innovasia_whatsapp.tools.masking import MaskingFilter

from ..tools.providers import PROVIDERS

#: A day's mutations of a busy account are a tenth of this.
MAX_BODY = 2 * 1024 * 1024

_logger = logging.getLogger(__name__)
_TOKEN = re.compile(r"[\w-]{20,64}", re.ASCII)
_ADDRESS = re.compile(r"(/transfer/feed/)[^\s/?'\"]+")
# The webhooks' addresses are secret, and the server logs its requests.
logging.getLogger("werkzeug").addFilter(MaskingFilter(patterns=(_ADDRESS,)))


class FeedWebhook(RawPost, http.Controller):
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
        body = self._body(MAX_BODY)
        if body is None:
            return self._answer(413)
        env = self._env()
        feed = env["bank.feed"].search([("webhook_token", "=", token)], limit=1) if _TOKEN.fullmatch(token) else None
        if not feed:
            return self._answer(404)
        if not PROVIDERS[feed.provider].is_signed(body, request.httprequest.headers, feed.secret, feed.api_token):
            _logger.warning("Bank feed %s: refused a wrong signature", feed.id)
            return self._answer(401)
        env["bank.feed.event"]._store(feed.id, body, "webhook")
        feed._wake_after_commit()
        return self._answer(200)
