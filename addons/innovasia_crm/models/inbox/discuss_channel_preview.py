from odoo import models
from odoo.tools import SQL


class DiscussChannel(models.Model):
    """Lists show what a waiting customer asked, not the greeting that followed it."""

    _inherit = "discuss.channel"

    def _wa_last_messages(self):
        messages = super()._wa_last_messages()
        waiting = self.filtered(lambda channel: channel.sudo().wa_waiting_since)
        if not waiting:
            return messages
        rows = self.env.execute_query(
            SQL(
                """
                SELECT channel.id, asked.id FROM discuss_channel AS channel,
                       LATERAL (SELECT id FROM mail_message
                                 WHERE model = 'discuss.channel' AND res_id = channel.id
                                   AND author_id = channel.wa_partner_id
                              ORDER BY id DESC LIMIT 1) AS asked
                 WHERE channel.id = ANY(%s)
                """,
                waiting.ids,
            )
        )
        asked = dict(rows)
        return messages.browse(asked.get(message.res_id, message.id) for message in messages)
