from odoo import models
from odoo.tools import SQL


class MailMessage(models.Model):
    """Who sees a conversation reads its messages, and nobody else: not even who wrote them or is named in them.

    Nobody changes or deletes what went over WhatsApp, not even who serves the customer, and
    nobody writes in another's name: what stands there was said.
    """

    _inherit = "mail.message"

    def _search(self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs):
        query = super()._search(domain, offset, limit, order, bypass_access=bypass_access, **kwargs)
        if self.env.su or bypass_access:
            return query
        found = self.browse(query.get_result_ids())
        hidden = found._wa_hidden()
        return (found - hidden)._as_query(order) if hidden else query

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        rest = self - forbidden
        return forbidden + (rest._wa_hidden() | rest._wa_untouchable(operation))

    def _wa_hidden(self):
        """:return: those of these messages that stand in a WhatsApp conversation which the user does not see"""
        channel_of = self._wa_conversations()
        channels = self.env["discuss.channel"].browse(set(channel_of.values()))
        seen = set(channels._filtered_access("read").ids) if channels else set()
        return self.filtered(lambda message: message.id in channel_of and channel_of[message.id] not in seen)

    def _wa_untouchable(self, operation):
        """:return: those that would tell what was never said: sent ones that are changed, new ones in another's name"""
        if operation in ("write", "unlink"):
            # sudo: only what kind of message it is
            return self.sudo().filtered(lambda message: message.message_type == "whatsapp_message").sudo(False)
        if operation == "create":
            user, channel_of = self.env.user.partner_id, self._wa_conversations()
            return self.sudo().filtered(lambda m: m.id in channel_of and m.author_id != user).sudo(False)
        return self.browse()

    def _wa_conversations(self):
        """:return: {id of a message: id of the WhatsApp conversation that it stands in}"""
        if not self:
            return {}
        self.flush_model(["model", "res_id"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT message.id, channel.id
                  FROM mail_message AS message
                  JOIN discuss_channel AS channel ON channel.id = message.res_id AND message.model = 'discuss.channel'
                 WHERE message.id = ANY(%s) AND channel.channel_type = 'whatsapp'
                """,
                list(self.ids),
            )
        )
        return dict(rows)
