from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_whatsapp.tools.markup import to_html


class DiscussChannel(models.Model):
    """What the system tells a customer about money; it claims no conversation and answers nothing."""

    _inherit = "discuss.channel"

    def _wa_say(self, text, key, attachment=None, template=None):
        """Post a message of the system in a conversation and send it to the customer.

        :param str text: in WhatsApp's markup
        :param str key: the same key sends nothing a second time
        :param attachment: ir.attachment to send along, with the text as its caption; it is copied
        :param dict template: the payload of an approved template, which says the same outside the 24-hour window, too
        :return: wa.message
        :raises UserError: when WhatsApp takes no message to this customer now, with the reason
        """
        # The system speaks, whoever pressed a button: a message of a person would count as an answer.
        conversation = self.with_user(SUPERUSER_ID)
        account, identity = conversation.wa_account_id, conversation.wa_identity_id
        if not conversation or conversation.channel_type != "whatsapp" or not identity:
            raise UserError(self.env._("There is no WhatsApp conversation with the customer."))
        if not account.active:
            raise UserError(self.env._("The device of this conversation is archived, it sends no messages."))
        messages = conversation.env["wa.message"]
        if queued := messages.search([("account_id", "=", account.id), ("request_key", "=", key)], limit=1):
            return queued
        if not template:
            conversation._wa_check_window()
        place = {"res_model": conversation._name, "res_id": conversation.id}
        file = attachment and attachment.sudo().copy({**place, "name": attachment.name})
        mail = conversation.env["mail.message"].create(
            {
                "model": conversation._name,
                "res_id": conversation.id,
                "author_id": account.company_id.partner_id.id,
                "email_from": False,
                "reply_to": False,
                "message_type": "whatsapp_message",
                "subtype_id": self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment"),
                "date": fields.Datetime.now(),
                "body": to_html(text),
                "attachment_ids": file.ids if file else [],
            }
        )
        kind = "template" if template else "document" if file else "text"
        message = messages._enqueue(
            account, identity, kind, body=text, data=template, attachment=file, mail_message=mail, channel=conversation, key=key
        )
        message._show()
        return message
