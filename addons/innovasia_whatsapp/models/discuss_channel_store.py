from odoo import api, models

from odoo.addons.mail.tools.discuss import Store

from ..tools.numbers import pretty
from ..tools.store_shared import SharedOne


def is_whatsapp(channel):
    """Tell whether a channel is a WhatsApp conversation."""
    return channel.channel_type == "whatsapp"


class DiscussChannel(models.Model):
    """What Discuss knows about a conversation besides what it knows about any channel."""

    _inherit = "discuss.channel"

    def _to_store_defaults(self, target: Store.Target):
        fields = super()._to_store_defaults(target)
        if not target.is_internal(self.env):
            return fields
        # sudo: the data below belong to the conversation, and whoever gets the store reads that
        return [
            *fields,
            SharedOne("wa_account_id", ["name"], predicate=is_whatsapp, sudo=True),
            Store.One("wa_partner_id", ["avatar_128", "name"], predicate=is_whatsapp, sudo=True),
            Store.Attr("wa_phone", lambda channel: channel._wa_phone(), predicate=is_whatsapp),
            Store.Attr(
                "wa_username",
                lambda channel: channel.sudo().wa_identity_id.username,
                predicate=is_whatsapp,
            ),
            Store.Attr("wa_window_expires_at", predicate=is_whatsapp),
        ]

    def _lazy_load_members_channel_types(self):
        """The inbox lists many conversations and shows the members of none."""
        return [*super()._lazy_load_members_channel_types(), "whatsapp"]

    def _wa_announced_fields(self):
        """:return: what a customer's message changes of the conversation on the screens"""
        return ["last_interest_dt", "wa_window_expires_at"]

    def _wa_phone(self):
        """:return: the customer's number as a person reads it; False for who has a username only"""
        conversation = self.sudo()
        number = conversation.wa_identity_id.wa_id or conversation.wa_partner_id.wa_number
        return pretty(number) if number else False

    @api.depends("channel_type")
    def _compute_is_editable(self):
        """A conversation bears its customer's name: Discuss offers no renaming."""
        conversations = self.filtered(is_whatsapp)
        conversations.is_editable = False
        return super(DiscussChannel, self - conversations)._compute_is_editable()

    def _sync_field_names(self):
        """Send a changed window to whoever has the conversation open."""
        names = super()._sync_field_names()
        names[None].append("wa_window_expires_at")
        return names
