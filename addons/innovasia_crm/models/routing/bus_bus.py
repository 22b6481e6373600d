from odoo import api, models


class BusBus(models.Model):
    """What is said on the bus about a conversation is heard by who serves it then, and nobody before.

    A browser's subscription lives as long as its socket. So each owner of a conversation gets
    a subchannel of its own, and a subscription from before a hand-over hears nothing any more.
    """

    _inherit = "bus.bus"

    @api.model
    def _sendone(self, target, notification_type, message):
        return super()._sendone(self._wa_audience(target), notification_type, message)

    @api.model
    def _wa_audience(self, target):
        """:return: the subchannel of a WhatsApp conversation's present audience; other targets as they are"""
        record, subchannel = target if isinstance(target, tuple) and len(target) == 2 else (target, "")
        if not isinstance(record, models.BaseModel) or record._name != "discuss.channel":
            return target
        channel = record.sudo()
        if channel.channel_type != "whatsapp":
            return target
        return (record, f"{subchannel or ''}@{channel.wa_agent_id.id or 0}")
