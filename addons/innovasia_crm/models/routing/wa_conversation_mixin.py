from odoo import fields, models


class WaConversationMixin(models.AbstractModel):
    """A row about a conversation, which leads to it from a list."""

    _name = "wa.conversation.mixin"
    _description = "About a WhatsApp Conversation"
    _rec_name = "channel_id"

    channel_id = fields.Many2one(
        "discuss.channel", "Conversation", required=True, index=True, ondelete="cascade", readonly=True
    )

    def action_wa_open(self):
        """Open the conversation.

        :return: an action
        """
        return self.channel_id.action_wa_open()
