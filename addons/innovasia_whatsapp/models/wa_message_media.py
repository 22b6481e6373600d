import base64
import hashlib
import logging
import re
import time
from datetime import timedelta

from markupsafe import Markup
from psycopg2 import OperationalError

from odoo import fields, models

from odoo.addons.mail.tools.discuss import Store

from ..tools.graph_errors import DownloadRefused, GraphError
from ..tools.media_type import UNKNOWN, is_voice, sniff
from .wa_account import MEDIA
from .wa_account_drain import SLICE

_logger = logging.getLogger(__name__)

BATCH = 10
#: Meta's largest kind is a document of 100 MB.
MAX_BYTES = 100 << 20
ATTEMPTS = 7
#: What stands in the chat for a file; nothing a customer writes can look like it, it is escaped.
NOTICE = re.compile(r'<p class="[^"]*\bo-wa-media\b[^"]*">.*?</p>', re.DOTALL)


class WaMessage(models.Model):
    """Files that customers send: fetched in the background, from Meta's hosts only."""

    _inherit = "wa.message"

    def _has_pending_media(self, account):
        return bool(self.sudo().search(self._media_domain(account), limit=1))

    @staticmethod
    def _media_domain(account):
        due = ["|", ("next_try_at", "=", False), ("next_try_at", "<=", fields.Datetime.now())]
        return [("account_id", "=", account.id), ("media_state", "=", "pending"), *due]

    def _drain_media(self, account):
        """Fetch the files of the next messages, each in a transaction of its own.

        :return: how many there were; 0 when nothing is due
        """
        rows = self.sudo().search(self._media_domain(account), order="id", limit=BATCH)
        until = time.monotonic() + SLICE
        with account._client() as client:
            for row in rows:
                row._fetch_media(client)
                self.env.cr.commit()
                if time.monotonic() >= until:
                    break
        return len(rows)

    def _fetch_media(self, client):
        """Fetch one file; what cannot be had is tried again later, or given up with a word."""
        media_id, expected = self.media_id, self.media_sha256
        self.env.cr.commit()  # no transaction stays open while Meta is asked
        try:
            url = client.media_info(media_id)["url"]
            content, claimed = client.download(url, max_bytes=MAX_BYTES)
            if expected and expected not in _digests(content):
                raise GraphError("The file came incomplete.", http_status=500)
            with self.env.cr.savepoint():
                self._store_media(content, self.media_mime or claimed)
        except OperationalError:
            raise
        except Exception as error:
            # Whatever is wrong with one file, the others still come.
            self._media_failed(error)

    def _store_media(self, content, claimed_mime):
        mime, filename, inline = sniff(content, claimed_mime, self.media_filename or self.kind)
        # Kept as it was sent: a proof of payment is known by its hash.
        attachments = self.env["ir.attachment"].with_context(image_no_postprocess=True)
        attachment = attachments.create(
            {
                "name": filename,
                "raw": content,
                "mimetype": mime,
                "res_model": "discuss.channel",
                "res_id": self.channel_id.id,
            }
        )
        if not inline:
            # Given with the content, Odoo would guess a better one, such as HTML.
            attachment.mimetype = UNKNOWN
        if self.kind == "audio" and is_voice(content):
            attachment._set_voice_metadata()
        self._show_media("done", attachment)

    def _media_failed(self, error):
        attempts = self.attempts + 1
        gone = isinstance(error, DownloadRefused) or getattr(error, "http_status", None) in (400, 404)
        _logger.warning(
            "Message %s: its file was not fetched: %s",
            self.id,
            error,
            exc_info=not isinstance(error, GraphError),
        )
        if gone or attempts >= ATTEMPTS:
            self.write({"attempts": attempts, "reason": str(error)})
            self._show_media("lost")
            return
        again = fields.Datetime.now() + timedelta(seconds=5 * 4 ** (attempts - 1))
        self.write({"attempts": attempts, "next_try_at": again, "reason": str(error)})
        self.account_id._wake(MEDIA, eta=again)

    def action_fetch_media(self):
        """Try once more to fetch lost files; Meta keeps them for seven days."""
        self.check_access("read")
        self.channel_id.check_access("read")
        rows = self.sudo().filtered(lambda row: row.media_state == "lost")
        rows.write({"media_state": "pending", "attempts": 0, "next_try_at": False})
        rows.account_id._wake_after_commit(MEDIA)
        return True

    def _show_media(self, state, attachment=None):
        """Replace the notice in the conversation by the file, or by the news that it is lost."""
        self.media_state = state
        mail = self.mail_message_id
        if not mail:
            return
        lang = self.account_id.company_id._language()
        notice = self.with_context(lang=lang)._media_notice("lost") if state == "lost" else Markup("")
        mail.body = Markup(NOTICE.sub(lambda _match: notice, mail.body))
        if attachment:
            mail.attachment_ids = [(4, attachment.id)]
        Store(bus_channel=self.channel_id).add(mail).bus_send()


def _digests(content):
    """Meta sends the SHA-256 in base64; some payloads carry it in hexadecimal."""
    digest = hashlib.sha256(content).digest()
    return digest.hex(), base64.b64encode(digest).decode()
