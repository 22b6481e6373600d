from odoo import models

from odoo.addons.innovasia_whatsapp.models.ir_websocket import SUBSCRIPTION

MONITORING = "innovasia_crm.monitoring"


class IrWebsocket(models.AbstractModel):
    """Monitoring hears what the sidebar of Discuss hears, under a name of its own.

    The sidebar lets go of its subscription some minutes after it was left, whoever else listens.
    """

    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        others = [channel for channel in channels if not (isinstance(channel, str) and channel == MONITORING)]
        if len(others) < len(channels) and SUBSCRIPTION not in others:
            others.append(SUBSCRIPTION)
        return super()._build_bus_channel_list(others)
