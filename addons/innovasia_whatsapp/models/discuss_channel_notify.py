from odoo import models

from .discuss_channel_store import is_whatsapp


class DiscussChannel(models.Model):
    """Who is named in a message is told of it, if it is a colleague who sees the conversation."""

    _inherit = "discuss.channel"

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        """Tell nobody what they may not read; and no customer, by e-mail, what colleagues note."""
        recipients = super()._notify_get_recipients(message, msg_vals=msg_vals, **kwargs)
        if not is_whatsapp(self):
            return recipients
        # sudo: who takes part was let in by the rules of the conversation
        members = self.sudo().channel_member_ids.partner_id
        named = [row for row in recipients if row["id"] not in members._ids]
        unseeing = [row for row in named if not row.get("uid") or not self._wa_is_seen_by(row["uid"])]
        return [row for row in recipients if row not in unseeing]

    def _wa_is_seen_by(self, user_id):
        user = self.env["res.users"].sudo().browse(user_id)
        return self.with_user(user).with_context(allowed_company_ids=user.company_ids.ids).has_access("read")
