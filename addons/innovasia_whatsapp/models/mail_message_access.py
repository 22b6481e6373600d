from odoo import models
from odoo.tools import SQL


class MailMessage(models.Model):
    """Who sees a conversation reads its messages, and nobody else: not even who wrote them or is named in them.

    Nobody changes or deletes what went over WhatsApp, not even who serves the customer.
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
        hidden = rest._wa_hidden()
        if operation in ("write", "unlink"):
            hidden |= rest.sudo().filtered(lambda message: message.message_type == "whatsapp_message").sudo(False)
        return forbidden + hidden

    def _wa_hidden(self):
        """:return: those of these messages that stand in a WhatsApp conversation which the user does not see"""
        if not self:
            return self
        self.flush_model(["model", "res_id"])
        channel_of = dict(
            self.env.execute_query(
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
        )
        if not channel_of:
            return self.browse()
        channels = self.env["discuss.channel"].browse(set(channel_of.values()))
        seen = set(channels._filtered_access("read").ids)
        return self.filtered(lambda message: channel_of.get(message.id) not in (None, *seen))
