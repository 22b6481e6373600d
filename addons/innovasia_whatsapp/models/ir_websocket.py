from odoo import models

SUBSCRIPTION = "innovasia_whatsapp"


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Let WhatsApp users, and nobody else, hear that the list of conversations changed."""
        wanted = SUBSCRIPTION in channels
        channels = [channel for channel in channels if channel != SUBSCRIPTION]
        if wanted and self.env.user.has_group("innovasia_whatsapp.group_user"):
            channels.append((self.env.ref("innovasia_whatsapp.group_user"), "WHATSAPP"))
        return super()._build_bus_channel_list(channels)
