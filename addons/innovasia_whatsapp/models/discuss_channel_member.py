from odoo import api, models
from odoo.exceptions import ValidationError

from .discuss_channel_store import is_whatsapp


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    @api.constrains("channel_id", "partner_id", "guest_id")
    def _check_wa_colleagues(self):
        """Let no stranger into a conversation: Discuss would let in whoever has its invitation link."""
        # sudo: a colleague of another company is one, too
        for member in self.sudo().filtered(lambda member: is_whatsapp(member.channel_id)):
            users = member.partner_id.with_context(active_test=False).user_ids
            if not any(user._is_internal() for user in users):
                raise ValidationError(self.env._("Only colleagues can take part in a WhatsApp conversation."))
