from odoo import models

SUBSCRIPTION = "innovasia_whatsapp"


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Let WhatsApp users, and nobody else, hear that the list of conversations changed."""
        others = [channel for channel in channels if not (isinstance(channel, str) and channel == SUBSCRIPTION)]
        wanted = len(others) < len(channels)
        if wanted and self.env.user.has_group("innovasia_whatsapp.group_user"):
            others.append((self.env.ref("innovasia_whatsapp.group_user"), "WHATSAPP"))
        return super()._build_bus_channel_list(others)
