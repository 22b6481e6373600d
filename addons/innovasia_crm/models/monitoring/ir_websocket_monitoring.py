from odoo import models

from odoo.addons.innovasia_whatsapp.models.ir_websocket import SUBSCRIPTION

#: Monitoring, and the lists of conversations.
PAGES = ("innovasia_crm.monitoring", "innovasia_crm.conversations")


class IrWebsocket(models.AbstractModel):
    """Other pages hear what the sidebar of Discuss hears, under names of their own.

    The sidebar lets go of its subscription some minutes after it was left, whoever else listens.
    """

    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        others = [channel for channel in channels if not (isinstance(channel, str) and channel in PAGES)]
        if len(others) < len(channels) and SUBSCRIPTION not in others:
            others.append(SUBSCRIPTION)
        return super()._build_bus_channel_list(others)
