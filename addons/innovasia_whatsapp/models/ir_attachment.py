from odoo import models
from odoo.exceptions import AccessError

from .discuss_channel_store import is_whatsapp


class IrAttachment(models.Model):
    """What customers and agents sent each other stays as it is."""

    _inherit = "ir.attachment"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if operation in ("write", "unlink") and not self.env.su:
            rest = self - result[0] if result else self
            if kept := rest._kept():
                files, refusal = kept
                return (result[0] + files, result[1]) if result else (files, lambda: AccessError(refusal))
        return result

    def _kept(self):
        """Find files that stay as they are, whoever asks; an addon above knows of more.

        :return: (those of these, the sentence that refuses to change or delete the first of them), or None
        """
        sent = self._wa_of_conversations()
        return (sent, self.env._("A file that was sent over WhatsApp is neither changed nor deleted.")) if sent else None

    def _kept_besides(self, known, more, refusal):
        """:return: what `_kept` returns, where an addon above knows of more files

        :param known: what the addons below returned
        :param more: ir.attachment, those of these that stay for the addon's own reason
        :param str refusal: that reason, as a sentence
        """
        return (known[0] | more, known[1]) if known else (more, refusal) if more else None

    def _has_attachments_ownership(self, attachment_tokens):
        """The token of who uploaded a file is good until it is sent."""
        return super()._has_attachments_ownership(attachment_tokens) and not self._wa_of_conversations()

    def _wa_of_conversations(self):
        """:return: those of these files that belong to WhatsApp conversations"""
        # sudo: only where a file belongs is looked at
        placed = self.sudo().filtered(lambda file: file.res_model == "discuss.channel" and file.res_id)
        channels = self.env["discuss.channel"].sudo().with_context(active_test=False)
        found = channels.browse(placed.mapped("res_id")).exists().filtered(is_whatsapp)
        return placed.filtered(lambda file: file.res_id in found._ids).sudo(self.env.su)
