import logging
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import fields, models
from odoo.tools import SQL

from ..tools import message_payload
from ..tools.delivery import Send, Upload
from ..tools.message_media import UPLOAD, with_media_id

_logger = logging.getLogger(__name__)

MEDIA_KINDS = ("image", "video", "audio", "document", "sticker")
#: Files that are in memory at the same time, in bytes; a single one may be larger.
UPLOAD_BUDGET = 32 << 20
#: Meta keeps an upload for 30 days.
UPLOAD_LIFE = timedelta(days=29)


class WaMessage(models.Model):
    """What an outgoing message looks like on the wire."""

    _inherit = "wa.message"

    media_uploaded_at = fields.Datetime(
        copy=False, help="Set on the message whose file was uploaded; Meta keeps it for 30 days."
    )

    _upload_idx = models.Index("(account_id, attachment_id, media_uploaded_at) WHERE media_uploaded_at IS NOT NULL")

    def _within_upload_budget(self, loaded):
        """Leave out messages whose files would not fit into memory together with the others'.

        :param int loaded: bytes that are in memory already; alone, a file may be of any size
        """
        known = set(self._uploaded_media())
        kept = self.browse()
        for message in self:
            attachment = message.attachment_id
            if attachment and attachment.id not in known:
                if loaded and loaded + attachment.file_size > UPLOAD_BUDGET:
                    continue
                known.add(attachment.id)
                loaded += attachment.file_size
            kept += message
        return kept

    def _uploaded_media(self):
        """:return: {attachment id: media id} of files that Meta still has from an earlier message"""
        if not self.attachment_id:
            return {}
        rows = self.env.execute_query(
            SQL(
                """
                SELECT file.id, upload.media_id
                  FROM unnest(%(attachments)s::int[]) AS file(id),
                       LATERAL (SELECT media_id FROM wa_message
                                 WHERE account_id = %(account)s AND attachment_id = file.id
                                   AND media_uploaded_at > %(since)s
                                 ORDER BY media_uploaded_at DESC LIMIT 1) AS upload
                """,
                attachments=self.attachment_id.ids,
                account=self.account_id.id,
                since=fields.Datetime.now() - UPLOAD_LIFE,
            )
        )
        return dict(rows)

    def _prepare_sends(self):
        """Build what goes on the wire; a message that Meta would never take fails right here.

        :return: list of Send
        """
        known = self._uploaded_media()
        sends = []
        for message in self:
            try:
                payload = message._prepare_payload(known)
            except ValueError as error:
                message._give_up(str(error))
                continue
            except OperationalError:
                raise  # a conflict: the whole claim is tried again
            except Exception as error:
                # One message that cannot be built must not hold up the others.
                _logger.exception("Message %s: it could not be prepared", message.id)
                message._give_up(f"{type(error).__name__}: {error}")
                continue
            has_file = message.kind in MEDIA_KINDS or (message.kind == "template" and message.attachment_id)
            upload = has_file and message.attachment_id.id not in known
            sends.append(Send(message.id, payload, message._prepare_upload() if upload else None))
        return sends

    def _give_up(self, reason):
        self._fail(reason)
        self._notify_ticks()

    def _prepare_payload(self, media_ids):
        """Return the Graph payload of one message.

        :param dict media_ids: {attachment id: media id} of what is uploaded already
        :raises ValueError: with a sentence, when it is against Meta's rules
        """
        identity = self.identity_id
        # A number and a user id together would be two answers to the same question.
        return message_payload.envelope(
            self._prepare_body(media_ids),
            to=identity.wa_id or None,
            recipient=None if identity.wa_id else identity.bsuid or None,
            key=self.key,
            context_id=self.context_wamid if self.kind != "reaction" else None,
        )

    def _prepare_body(self, media_ids):
        if self.kind == "text":
            return message_payload.text(self.body)
        if self.kind == "reaction":
            return message_payload.reaction(self.context_wamid, (self.data or {}).get("emoji"))
        if self.kind in MEDIA_KINDS:
            if not self.attachment_id:
                told = self.with_context(lang=self.account_id.company_id._language())
                raise ValueError(told.env._("The file of this message is gone: attach it to a new message."))
            return message_payload.media(
                self.kind,
                # Replaced by the real one when the file is uploaded with this message.
                media_id=media_ids.get(self.attachment_id.id, UPLOAD),
                caption=self.body or None,
                filename=self.media_filename or None,
            )
        if (self.data or {}).get("type") == self.kind:
            if self.kind == "template" and self.attachment_id:
                return with_media_id(self.data, media_ids.get(self.attachment_id.id, UPLOAD))
            return self.data
        raise ValueError(f"A message of the kind {self.kind} cannot be sent.")

    def _prepare_upload(self):
        attachment = self.attachment_id
        return Upload(attachment.id, attachment.raw or b"", attachment.mimetype, attachment.name)
