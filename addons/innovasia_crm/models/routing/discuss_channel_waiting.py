from odoo import models
from odoo.tools import SQL


class DiscussChannel(models.Model):
    """Who was put away by mistake has not begun to wait only now."""

    _inherit = "discuss.channel"

    def _wa_resume_waiting(self):
        """Let customers wait since what they wrote last without an answer; who was answered does not wait."""
        if not self:
            return
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                """
                UPDATE discuss_channel AS channel
                   SET wa_waiting_since = (
                       SELECT min(asked.timestamp) FROM wa_message AS asked
                        WHERE asked.channel_id = channel.id AND asked.direction = 'inbound' AND asked.kind <> 'reaction'
                          AND asked.timestamp >= (SELECT max(started_at) FROM wa_session AS former
                                                   WHERE former.channel_id = channel.id AND former.ended_at IS NOT NULL)
                          AND asked.id > coalesce((SELECT max(id) FROM wa_message AS answer
                                                    WHERE answer.channel_id = channel.id AND answer.direction = 'outbound'
                                                      AND answer.user_id IS NOT NULL), 0)
                   )
                 WHERE channel.id = ANY(%s)
                """,
                self.ids,
            )
        )
        self.invalidate_recordset(["wa_waiting_since"])
