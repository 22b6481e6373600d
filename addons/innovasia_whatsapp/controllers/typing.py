from odoo import http
from odoo.http import request

from odoo.addons.mail.controllers.discuss.channel import ChannelController
from odoo.addons.mail.tools.discuss import add_guest_to_context


class TypingController(ChannelController):
    @http.route()
    @add_guest_to_context
    def discuss_channel_notify_typing(self, channel_id, is_typing):
        """Show the typing of an agent to the customer too."""
        result = super().discuss_channel_notify_typing(channel_id, is_typing)
        if is_typing:
            conversation = [("id", "=", channel_id), ("channel_type", "=", "whatsapp")]
            request.env["discuss.channel"].search(conversation)._wa_typing()
        return result
