from odoo import models
from odoo.tools import SQL

from .discuss_channel_store import is_whatsapp


class DiscussChannel(models.Model):
    """What lists show of a conversation's last message: one line. Who opens the conversation fetches the message."""

    _inherit = "discuss.channel"

    def _get_last_messages(self):
        """Discuss sends all that it knows of these; conversations have ``_wa_add_previews`` instead."""
        return super(DiscussChannel, self - self.filtered(is_whatsapp))._get_last_messages()

    def _wa_last_messages(self):
        """:return: the message of each of these conversations that stands for it in lists"""
        messages = self.env["mail.message"]
        messages.flush_model(["model", "res_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT last.id FROM discuss_channel AS channel,
                       LATERAL (SELECT id FROM mail_message
                                 WHERE model = 'discuss.channel' AND res_id = channel.id
                              ORDER BY id DESC LIMIT 1) AS last
                 WHERE channel.id = ANY(%s)
                """,
                self.ids,
            )
        )
        return messages.browse(id_ for (id_,) in rows)

    def _wa_add_previews(self, store):
        """Add the last message of each of these conversations to what a screen gets."""
        # sudo: who sees a conversation reads its messages
        messages = self._wa_last_messages().sudo()
        store.add(messages, messages._wa_preview_fields())
