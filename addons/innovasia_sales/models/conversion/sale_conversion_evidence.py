import base64
import binascii

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from odoo.addons.innovasia_whatsapp.tools.media_type import sniff

#: What verifiers can look at in their browser.
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif")
SHOWN = (*PICTURES, "application/pdf")
MOST_FILES = 10
MOST_BYTES = 10 << 20


class SaleConversion(models.AbstractModel):
    """Pictures that show the payment.

    A transaction gets copies of its own: who verifies it sees them, and not the conversation they come from.
    """

    _inherit = "sale.conversion"

    def _evidence(self, channel, file_ids, uploads):
        """:return: list of values of ir.attachment, checked"""
        if not isinstance(uploads, list) or len(self._identifiers(file_ids)) + len(uploads) > MOST_FILES:
            raise UserError(self.env._("A transaction has %s pictures at most.", MOST_FILES))
        return [*self._of_conversation(channel, file_ids), *map(self._uploaded, uploads)]

    def _of_conversation(self, channel, file_ids):
        if not file_ids:
            return []
        domain = self._file_domain(channel) if channel else Domain.FALSE
        # sudo: files of a conversation that the user reads
        files = self.env["ir.attachment"].sudo().search(domain & Domain("id", "in", file_ids))
        if len(files) != len(set(file_ids)):
            raise UserError(self.env._("A picture that you chose is not in this conversation any more."))
        return [{"name": file.name, "raw": file.raw, "mimetype": file.mimetype} for file in files]

    def _identifiers(self, ids):
        if not isinstance(ids, (list, tuple)) or not all(type(id_) is int for id_ in ids):
            raise UserError(self.env._("Files are named by a list of their ids."))
        return list(ids)

    def _file_domain(self, channel):
        return Domain(
            [
                ("res_model", "=", "discuss.channel"),
                ("res_id", "=", channel.id),
                ("mimetype", "in", SHOWN),
                ("type", "=", "binary"),
            ]
        )

    def _uploaded(self, upload):
        try:
            name, content = str(upload["name"]), base64.b64decode(upload["content"], validate=True)
        except (TypeError, KeyError, ValueError, binascii.Error) as error:
            raise UserError(self.env._("A file arrived broken. Choose it again.")) from error
        if len(content) > MOST_BYTES:
            raise UserError(self.env._("“%s” is larger than 10 MB. Choose a smaller picture.", name))
        mimetype, name, _inline = sniff(content, None, name)
        if mimetype not in SHOWN:
            raise UserError(self.env._("“%s” is neither a picture nor a PDF.", name))
        return {"name": name, "raw": content, "mimetype": mimetype}

    def _keep_evidence(self, transaction, files):
        # Kept as they were sent: the same picture is recognised by its hash.
        attachments = self.env["ir.attachment"].sudo().with_context(image_no_postprocess=True)
        kept = attachments.create([{**file, "res_model": transaction._name, "res_id": transaction.id} for file in files])
        transaction.evidence_ids = [Command.set(kept.ids)]

    def _chat_files(self, channel, more_ids=()):
        """List the pictures and documents of a customer, the latest first.

        :param more_ids: ids of files that stand first, whoever sent them
        :return: list of dict of ``id``, ``name``, ``mimetype``, ``is_picture``, ``date`` (UTC), and ``used``: the number of
            the transaction that the same picture shows already
        """
        # sudo: a conversation that the user reads
        messages = self.env["mail.message"].sudo()
        heard = messages.search_fetch(
            [
                ("model", "=", channel._name),
                ("res_id", "=", channel.id),
                ("author_id", "=", channel.sudo().wa_partner_id.id),
                ("attachment_ids.mimetype", "in", SHOWN),
            ],
            ["attachment_ids", "date"],
            order="id desc",
            limit=24,
        )
        dates = {file.id: message.date for message in heard for file in message.attachment_ids}
        domain = self._file_domain(channel) & Domain("id", "in", [*dates, *self._identifiers(more_ids)])
        files = self.env["ir.attachment"].sudo().search(domain, order="id desc")
        files = files.sorted(lambda file: file.id not in more_ids)
        used = self._used(channel, files)
        return [
            {
                "id": file.id,
                "name": file.name,
                "mimetype": file.mimetype,
                "is_picture": file.mimetype in PICTURES,
                "date": dates.get(file.id, file.create_date),
                "used": used.get(file.checksum, False),
            }
            for file in files
        ]

    def _used(self, channel, files):
        """:return: {checksum: number of the transaction} of pictures that are evidence already"""
        same = (
            self.env["ir.attachment"]
            .sudo()
            .search_fetch(
                [("res_model", "=", "sale.transaction"), ("checksum", "in", files.mapped("checksum"))], ["checksum", "res_id"]
            )
        )
        transactions = self.env["sale.transaction"].sudo().browse(same.mapped("res_id")).exists()
        company = channel.sudo().wa_account_id.company_id
        names = {t.id: t.name for t in transactions if t.company_id == company and t.state != "rejected"}
        return {file.checksum: names[file.res_id] for file in same if file.res_id in names}
