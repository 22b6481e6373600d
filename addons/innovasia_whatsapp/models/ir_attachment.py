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
            if sent := rest._wa_of_conversations():
                refusal = self.env._("A file that was sent over WhatsApp is neither changed nor deleted.")
                return (result[0] + sent, result[1]) if result else (sent, lambda: AccessError(refusal))
        return result

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
