import logging

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.page.transfer_intent_proof import ANSWERS, MOST_BYTES
from ..models.page.transfer_intent_qr import masked
from ..tools.rate import Rate

#: Beyond this a body is not even read; below it, a file that is too large gets a sentence.
MOST_BODY = 4 * MOST_BYTES
#: For everybody who has the link of one page together.
UPLOADS, CODES = Rate(20, seconds=600), Rate(10, seconds=600)
HEADERS = [
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("X-Robots-Tag", "noindex, nofollow, noarchive"),
    (
        "Content-Security-Policy",
        "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
]

_logger = logging.getLogger(__name__)


class PaymentPage(http.Controller):
    """The customer's page of an expected transfer. The link is all that lets in: no log-in, no cookie (spec/004).

    A link that was guessed or edited and one whose intent is gone get the same answer.
    """

    @http.route(
        "/bayar/<int:intent_id>/<string:signature>",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
        readonly=True,
    )
    def page(self, intent_id, signature, note=None, **_query):
        """Where to transfer which amount until when, and how far it is.

        :param note: key of ``ANSWERS``, after a file was sent without JavaScript
        """
        intent = self._intent(intent_id, signature)
        if not intent:
            return self._missing()
        values = {**intent._page_values(), "note": note if note in ANSWERS else None}
        values["note_text"] = self._sentence(intent, values["note"])
        return self._html("innovasia_transfer.payment_page", values)

    @http.route(
        "/bayar/<int:intent_id>/<string:signature>/status",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
        readonly=True,
    )
    def status(self, intent_id, signature, **_query):
        """What may have changed meanwhile (`transfer.intent._page_status`), as JSON."""
        intent = self._intent(intent_id, signature)
        return self._json(intent._page_status()) if intent else self._nothing()

    @http.route(
        "/bayar/<int:intent_id>/<string:signature>/proof",
        type="http",
        auth="public",
        methods=["POST"],
        # The link is the permission, and nothing that a browser sends by itself.
        csrf=False,
        save_session=False,
        max_content_length=MOST_BODY,
    )
    def proof(self, intent_id, signature, **_form):
        """Take a picture or PDF that shows the transfer (field ``proof``).

        :return: JSON of ``ok`` and ``message`` where that is asked for, else the page with the sentence
        """
        intent = self._intent(intent_id, signature)
        if not intent:
            return self._missing()
        file = request.httprequest.files.get("proof")
        if not UPLOADS.allows((request.db, intent.id)):
            answer = "often"
        else:
            answer = intent._take_proof(file.filename, file.read(MOST_BYTES + 1)) if file else "empty"
        if request.httprequest.accept_mimetypes.best == "application/json":
            ok = answer in ("kept", "again")
            return self._json({"ok": ok, "answer": answer, "message": self._sentence(intent, answer)})
        return self._with_headers(request.redirect(f"{intent._page_path()}?note={answer}#proof", code=303))

    @http.route(
        "/bayar/<int:intent_id>/<string:signature>/qr",
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
        readonly=True,
    )
    def qr(self, intent_id, signature, **_query):
        """The amount as a QRIS code: an SVG, or 404 when there is none to be had."""
        intent = self._intent(intent_id, signature)
        if not intent or not intent._shows_qr():
            return self._nothing()
        content = intent._qr_known() or self._new_code(intent)
        if not content:
            return self._nothing()
        return self._with_headers(request.make_response(intent._qr_picture(content), [("Content-Type", "image/svg+xml")]))

    def _new_code(self, intent):
        """Ask QRIS for a code: with no transaction open while it thinks, and noted in one of its own, so never asked twice.

        :return: what the code says, or None
        """
        if not CODES.allows((request.db, intent.id)):
            return None
        question = intent._qr_request()
        intent.env.cr.commit()
        try:
            data = intent._qr_ask(question)
        except UserError as error:
            _logger.warning("No QRIS code for transfer %s: %s", intent.id, masked(error))
            return None
        with request.env.registry.cursor() as cr:
            intent.with_env(intent.env(cr=cr))._qr_keep(data)
        return data["qris_content"]

    # --- what all of them share ----------------------------------------------------------------

    def _intent(self, intent_id, signature):
        intent = request.env["transfer.intent"]._from_page(intent_id, signature)
        if intent:
            request.update_context(**intent._page_context())
        return intent

    def _sentence(self, intent, answer):
        return intent.env._(ANSWERS[answer]) if answer else ""

    def _missing(self):
        return self._html("innovasia_transfer.payment_page_missing", {}, 404)

    def _nothing(self):
        return self._with_headers(request.make_response("", status=404))

    def _html(self, template, values, status=200):
        # sudo: what the page shows is chosen by `_page_values`
        qweb = request.env["ir.qweb"].sudo()
        # Odoo's own tags carry a script of theirs, which this page's policy does not run.
        assets = qweb._get_asset_links("innovasia_transfer.assets_page")
        scripts = [path for path in assets if path.endswith(".js")]
        styles = [path for path in assets if path.endswith(".css")]
        html = qweb._render(template, {**values, "scripts": scripts, "styles": styles})
        content = [("Content-Type", "text/html; charset=utf-8")]
        return self._with_headers(request.make_response(f"<!DOCTYPE html>\n{html}", content, status=status))

    def _json(self, values):
        return self._with_headers(request.make_json_response(values))

    @staticmethod
    def _with_headers(response):
        for name, value in HEADERS:
            response.headers.set(name, value)
        return response
