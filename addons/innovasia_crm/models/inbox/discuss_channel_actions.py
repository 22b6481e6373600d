from odoo import models
from odoo.exceptions import UserError

from odoo.addons.innovasia_whatsapp.models.discuss_channel_store import is_whatsapp

from ...tools.actions import form_window


class DiscussChannel(models.Model):
    """The buttons of the list of conversations."""

    _inherit = "discuss.channel"

    def action_wa_open(self):
        """Open this conversation where it is read and answered.

        :return: an action
        """
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("innovasia_whatsapp.action_conversations")
        return {**action, "context": {"active_id": f"discuss.channel_{self.id}"}}

    def action_wa_hand_over(self):
        """Ask to whom these conversations go.

        :return: an action
        :raises UserError: when none of them has a running session
        """
        serving = self.filtered(lambda channel: channel.wa_state in ("new", "assigned"))
        if not serving:
            raise UserError(
                self.env._("Nobody can be given these conversations: their sessions are over until the customers write again.")
            )
        return serving._wa_form_window(self.env._("Hand Over"), "wa.transfer")

    def action_wa_label(self):
        """Ask which labels these conversations get or lose.

        :return: an action
        """
        return self._wa_form_window(self.env._("Labels"), "wa.labelling")

    def _wa_form_window(self, name, model):
        # The list hides what is archived; a window that was opened on it must not.
        context = {"default_channel_ids": [(6, 0, self.ids)], "wa_hide_archived": False}
        return form_window(name, self.env[model], context=context)

    def action_wa_release(self):
        """Give those of these conversations back to everybody that somebody serves.

        :return: True
        :raises UserError: when nobody serves any of them
        """
        served = self.filtered("wa_agent_id")
        if not served:
            raise UserError(self.env._("Nobody serves these conversations: everybody has them already."))
        return served.wa_release()

    def action_archive(self):
        """Archiving a conversation is a step of its routing, with a history."""
        conversations = self.filtered(is_whatsapp)
        if conversations:
            conversations.wa_archive()
        return super(DiscussChannel, self - conversations).action_archive()

    def action_unarchive(self):
        conversations = self.filtered(is_whatsapp)
        if conversations:
            conversations.wa_restore()
        return super(DiscussChannel, self - conversations).action_unarchive()

    def action_wa_history(self):
        """Show who served these conversations.

        :return: an action
        """
        action = self.env["ir.actions.actions"]._for_xml_id("innovasia_crm.action_wa_assignment")
        return {**action, "domain": [("channel_id", "in", self.ids)], "context": {}}
