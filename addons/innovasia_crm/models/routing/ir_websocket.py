from odoo import models

from odoo.addons.innovasia_whatsapp.models.ir_websocket import SUBSCRIPTION

from .discuss_channel_route import SUPERVISOR


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Subscribe to conversations as the present audience; let supervisors hear the team, too."""
        wanted = any(channel == SUBSCRIPTION for channel in channels if isinstance(channel, str))
        found = super()._build_bus_channel_list(channels)
        audience = self.env["bus.bus"]._wa_audience
        found = [audience(channel) for channel in found]
        if wanted and self.env.user.has_group(SUPERVISOR):
            found.append((self.env.ref(SUPERVISOR), "TEAM"))
        return found
