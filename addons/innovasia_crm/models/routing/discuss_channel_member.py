from odoo import api, models
from odoo.exceptions import ValidationError


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    @api.constrains("channel_id", "partner_id", "guest_id")
    def _check_wa_owner(self):
        """Only who serves a conversation is a member of it: a member reads it, whatever the routing says."""
        for member in self.sudo():
            channel = member.channel_id
            if channel.channel_type == "whatsapp" and member.partner_id != channel.wa_agent_id.partner_id:
                raise ValidationError(
                    self.env._("Only who serves a WhatsApp conversation takes part in it. Hand it over instead of inviting.")
                )
