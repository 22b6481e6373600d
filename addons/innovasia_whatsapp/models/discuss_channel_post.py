from markupsafe import Markup, escape

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import html2plaintext

from odoo.addons.mail.tools.discuss import Store

from ..tools import message_payload
from ..tools.markup import to_html, to_whatsapp
from ..tools.message_media import CAPTION_LIMIT

#: What Discuss and integrators post; everything else stays inside Odoo.
SPOKEN = ("comment", "whatsapp_message")
CAPTIONED = ("image", "video", "document")


class DiscussChannel(models.Model):
    """What an agent posts in a conversation goes out to the customer."""

    _inherit = "discuss.channel"

    def message_post(self, *, message_type="notification", **kwargs):
        """Post in a conversation; a reply of type 'comment' is sent to the customer.

        Internal notes (``mail.mt_note``) and notifications stay here. Without a subtype, a
        comment is a reply.

        :raises UserError: when the reply cannot be sent; nothing is stored then
        """
        if not self._wa_is_reply(message_type, kwargs):
            # Who calls by RPC chooses the context: it must not lead around the checks below.
            channel = self.with_context(wa_reply=False) if self.env.context.get("wa_reply") else self
            return super(DiscussChannel, channel).message_post(message_type=message_type, **kwargs)
        self._wa_check_reply()
        self._wa_check_content(kwargs)
        if not kwargs.get("subtype_id") and not kwargs.get("subtype_xmlid"):
            kwargs["subtype_xmlid"] = "mail.mt_comment"
        kwargs.setdefault("reply_to", False)  # nobody answers by mail
        self._wa_join()
        return super(DiscussChannel, self.with_context(wa_reply=True)).message_post(message_type="whatsapp_message", **kwargs)

    def _message_post_after_hook(self, message, msg_vals):
        # Before the message goes to the screens, so that they show it as queued.
        if self.env.context.get("wa_reply") and message.message_type == "whatsapp_message":
            self._wa_enqueue_reply(message)
            # Colleagues read what the customer reads: *bold* as bold.
            message.sudo().body = to_html(to_whatsapp(message.body or Markup("")))
        return super()._message_post_after_hook(message, msg_vals)

    # --- may it be sent? -----------------------------------------------------------------

    def _wa_is_reply(self, message_type, values):
        if self.channel_type != "whatsapp" or message_type not in SPOKEN:
            return False
        note = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note")
        return values.get("subtype_xmlid") != "mail.mt_note" and values.get("subtype_id") != note

    def _wa_check_reply(self):
        """Refuse a reply that must not or cannot be sent; addons above add their rules here.

        :raises UserError: with what to do instead
        """
        self.ensure_one()
        user = self.env.user
        if not user._is_superuser() and not user.has_group("innovasia_whatsapp.group_user"):
            raise AccessError(self.env._("You may not answer WhatsApp conversations."))
        conversation = self.sudo()
        if not conversation.wa_account_id.active:
            raise UserError(self.env._("The device of this conversation is archived, it sends no messages."))
        if not conversation.wa_identity_id:
            raise UserError(self.env._("This conversation was merged into another one: answer there."))
        self._wa_check_window()

    def _wa_check_window(self):
        """:raises UserError: when Meta takes no free-form message to this customer now"""
        expires_at = self.sudo().wa_window_expires_at
        if not expires_at or expires_at <= fields.Datetime.now():
            raise UserError(
                self.env._(
                    "The 24-hour window is closed: WhatsApp takes replies within 24 hours of the"
                    " customer's last message. Send an approved template, or wait until the"
                    " customer writes."
                )
            )

    def _wa_check_content(self, values):
        """Refuse an empty message and files that WhatsApp does not take."""
        files = self.env["ir.attachment"].sudo().browse(values.get("attachment_ids") or [])
        sizes = [(file.name, file.mimetype, file.file_size) for file in files]
        sizes += [(file[0], None, len(file[1])) for file in values.get("attachments") or []]
        for name, mime, size in sizes:
            try:
                message_payload.kind_for_mime(mime, size)
            except ValueError as error:
                raise UserError(
                    self.env._(
                        "%(file)s cannot be sent: WhatsApp takes files of up to 100 MB, and no empty ones.",
                        file=name,
                    )
                ) from error
        if not sizes and not html2plaintext(escape(values.get("body") or "")).strip():
            raise UserError(self.env._("An empty message cannot be sent."))

    # --- into the outbox -----------------------------------------------------------------

    def _wa_join(self):
        """Make the author a member, without a word about it to the customer or others."""
        user = self.env.user
        if self.is_member or not user._is_internal() or user._is_superuser():
            return
        # Not _add_members: it sends the whole conversation to who has it on the screen.
        member = self.env["discuss.channel.member"].sudo().create({"channel_id": self.id, "partner_id": user.partner_id.id})
        names = ["create_date", "last_interest_dt", "new_message_separator", "unpin_dt"]
        belongs_to = [Store.One("channel_id", [], as_thread=True), Store.One("partner_id", [])]
        Store(bus_channel=user).add(self, [Store.One("self_member_id", [*names, *belongs_to], value=member)]).bus_send()

    def _wa_enqueue_reply(self, message):
        """Queue what a message says, in as many WhatsApp messages as it takes."""
        conversation, context_wamid = self.sudo(), message._wa_wamid_of_parent()
        parts = conversation._wa_parts(message)
        if not parts:  # of invisible characters only
            raise UserError(self.env._("An empty message cannot be sent."))
        for kind, body, attachment in parts:
            self.env["wa.message"]._enqueue(
                conversation.wa_account_id,
                conversation.wa_identity_id,
                kind,
                body=body,
                attachment=attachment,
                context_wamid=context_wamid,
                mail_message=message,
                channel=self,
            )
            # One message quotes what is answered; the rest follows it.
            context_wamid = None

    def _wa_parts(self, message):
        """Cut a message into what WhatsApp can carry.

        :return: list of (kind, body, attachment or None); a text that fits goes with the file
        """
        text = to_whatsapp(message.body or Markup("")).strip()
        files = message.attachment_ids.sorted("id")
        kinds = [message_payload.kind_for_mime(file.mimetype, file.file_size) for file in files]
        caption = None
        if text and len(text) <= CAPTION_LIMIT and kinds and kinds[0] in CAPTIONED:
            text, caption = "", text
        parts = [("text", part, None) for part in message_payload.split_text(text)]
        for kind, file in zip(kinds, files, strict=True):
            parts.append((kind, caption, file))
            caption = None
        return parts
