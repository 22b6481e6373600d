from collections import namedtuple

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_whatsapp.models.discuss_channel_post import CAPTIONED
from odoo.addons.innovasia_whatsapp.tools import message_payload
from odoo.addons.innovasia_whatsapp.tools.markup import to_html

#: What the system says to one customer.
#:
#: channel: the conversation; text: in WhatsApp's markup, as the customer reads it; key: the same key sends nothing a
#: second time; attachment: ir.attachment that goes along, or None; template: payload of an approved template, which
#: says the same outside the 24-hour window, too, or of another message of `tools.message_payload` that says it, or None
Saying = namedtuple("Saying", "channel text key attachment template", defaults=(None, None))


class DiscussChannel(models.Model):
    """What the system tells customers: it claims no conversation, answers nothing, and stands in the thread."""

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
        conversation = self.with_user(SUPERUSER_ID)
        account = conversation.wa_account_id
        if not conversation or conversation.channel_type != "whatsapp" or not conversation.wa_identity_id:
            raise UserError(self.env._("There is no WhatsApp conversation with the customer."))
        if not account.active:
            raise UserError(self.env._("The device of this conversation is archived, it sends no messages."))
        asked = [("account_id", "=", account.id), ("request_key", "=", key)]
        if queued := conversation.env["wa.message"].search(asked, limit=1):
            return queued
        if not template:
            conversation._wa_check_window()
        place = {"res_model": conversation._name, "res_id": conversation.id}
        file = attachment and attachment.sudo().copy({**place, "name": attachment.name})
        return self._wa_say_all([Saying(conversation, text, key, file, template)])

    @api.model
    def _wa_say_all(self, sayings):
        """Post messages of the system in conversations of one device and queue them, in the caller's transaction.

        Nothing is checked here: who calls knows that WhatsApp takes them now, and that no key was used before.

        :param sayings: list of Saying; a file is shared, not copied
        :return: wa.message, in their order
        """
        # The system speaks, whoever pressed a button: a message of a person would count as an answer.
        env = self.with_user(SUPERUSER_ID).env
        comment = env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        mails = env["mail.message"].create(
            [
                {
                    "model": "discuss.channel",
                    "res_id": saying.channel.id,
                    "author_id": saying.channel.sudo().wa_account_id.company_id.partner_id.id,
                    "email_from": False,
                    "reply_to": False,
                    "message_type": "whatsapp_message",
                    "subtype_id": comment,
                    "date": fields.Datetime.now(),
                    "body": to_html(saying.text),
                    "attachment_ids": saying.attachment.ids if saying.attachment else [],
                }
                for saying in sayings
            ]
        )
        messages = env["wa.message"]
        for saying, mail in zip(sayings, mails, strict=True):
            channel = saying.channel.with_env(env)
            messages += messages._enqueue(
                channel.wa_account_id,
                channel.wa_identity_id,
                _kind(saying),
                body=saying.text,
                data=saying.template,
                attachment=saying.attachment,
                mail_message=mail,
                channel=channel,
                key=saying.key,
            )
        messages._show()
        return messages


def _kind(saying):
    if saying.template:
        return saying.template["type"]
    if saying.attachment:
        kind = message_payload.kind_for_mime(saying.attachment.mimetype, saying.attachment.file_size)
        return kind if kind in CAPTIONED else "document"
    return "text"
