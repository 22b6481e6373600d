from odoo import models
from odoo.exceptions import UserError


class MailMessage(models.Model):
    """An agent's reaction to a WhatsApp message goes out; the business has one per message."""

    _inherit = "mail.message"

    def _message_reaction(self, content, action, partner, guest, store=None):
        sends = self.message_type == "whatsapp_message" and not self.env.context.get("wa_inbound")
        if not sends:
            return super()._message_reaction(content, action, partner, guest, store)
        channel = self.channel_id
        channel._wa_check_reply()
        target = self._wa_sent_message()
        if not target:
            raise UserError(self.env._("WhatsApp does not have this message yet: react when it is sent."))
        ours = self._wa_own_reactions()
        before = ours[:1].content or ""
        for old in ours:
            if action == "add" and (old.content != content or old.partner_id != partner):
                super()._message_reaction(old.content, "remove", old.partner_id, old.guest_id, store)
        result = super()._message_reaction(content, action, partner, guest, store)
        after = self._wa_own_reactions()[:1].content or ""
        if after != before:
            target._enqueue(
                target.account_id,
                target.identity_id,
                "reaction",
                data={"emoji": after},
                context_wamid=target.wamid,
                mail_message=self,
                channel=channel,
            )
        return result

    def _wa_own_reactions(self):
        """:return: the reactions on this message that are not the customer's"""
        customer = self.channel_id.sudo().wa_partner_id
        return self.sudo().reaction_ids.filtered(lambda r: r.partner_id != customer)

    def _wa_sent_message(self):
        """:return: the WhatsApp message behind this one, when Meta knows it"""
        return (
            self.env["wa.message"]
            .sudo()
            .search(
                [
                    ("mail_message_id", "=", self.id),
                    ("wamid", "!=", False),
                    ("kind", "!=", "reaction"),
                ],
                order="id",
                limit=1,
            )
        )

    def _wa_wamid_of_parent(self):
        """:return: the wamid that a reply quotes, or None"""
        return (self.parent_id and self.parent_id._wa_sent_message().wamid) or None
