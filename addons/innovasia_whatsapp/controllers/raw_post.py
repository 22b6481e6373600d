from odoo import SUPERUSER_ID
from odoo.http import request


class RawPost:
    """What routes share that take signed posts of other systems; they come without a user."""

    @staticmethod
    def _env():
        return request.env(user=SUPERUSER_ID, su=True)

    @staticmethod
    def _body(most):
        """:param int most: bytes; the route's ``max_content_length`` is one more
        :return: the raw body; None when it is larger

        A chunked body is cut at the route's limit, one byte past what is allowed. werkzeug keeps
        what was read, so a retried transaction sees it again.
        """
        body = request.httprequest.get_data(cache=True)
        return body if len(body) <= most else None

    @staticmethod
    def _answer(status, text=""):
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
        return request.make_response(text, headers, status=status)
