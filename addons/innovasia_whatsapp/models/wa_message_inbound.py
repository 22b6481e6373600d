from odoo import api, models

from odoo.addons.mail.tools.discuss import Store

from ..tools.webhook_types import UnknownSender
from .wa_account import MEDIA

#: Kinds that are no message of their own in the conversation.
SILENT_KINDS = {"reaction"}


class WaMessage(models.Model):
    """The inbound half: from what a webhook said to messages in conversations."""

    _inherit = "wa.message"

    @api.model
    def _receive(self, account, messages):
        """Post a batch of inbound messages into their conversations; known ones are no-ops.

        Senders are resolved before (``wa.identity._resolve``). Costs a fixed number of queries
        per batch, and one bus row per conversation, however many agents there are.

        :param messages: list of :class:`webhook_types.Message`
        :raises UnknownSender: when one of them has no identity
        """
        messages = self._drop_known(account, messages)
        if not messages:
            return
        messages.sort(key=lambda message: message.timestamp)
        contacts = [message.sender for message in messages]
        identities = self.env["wa.identity"]._find(account, contacts)._by_contact(contacts)
        if missing := next((contact for contact in contacts if contact not in identities), None):
            raise UnknownSender(f"{missing}")
        senders = [identities[contact] for contact in contacts]
        channels = self.env["wa.identity"].union(*senders)._channels()
        rows = self._create_inbound(account, messages, senders, channels)
        rows._post_inbound(messages)
        rows._touch_conversations()
        rows.filtered(lambda row: row.kind == "reaction")._react()
        self._settle(account, rows.mapped("wamid"))
        rows._apply_system()
        rows._announce()
        if rows.filtered("media_state"):
            account._wake_after_commit(MEDIA)

    def _touch_conversations(self):
        """Open the window of each customer who wrote, and bring the conversation up."""
        spoken = self.filtered(lambda row: row.kind != "system")  # not WhatsApp itself
        self.env["discuss.channel"]._wa_touch({row.channel_id.id: row.timestamp for row in spoken.sorted("timestamp")})

    @api.model
    def _drop_known(self, account, messages):
        """:return: the messages whose wamid is new, each once"""
        unique = {message.wamid: message for message in messages}
        self.env.cr.execute(
            "SELECT wamid FROM wa_message WHERE account_id = %s AND wamid = ANY(%s)",
            [account.id, list(unique)],
        )
        for (wamid,) in self.env.cr.fetchall():
            del unique[wamid]
        return list(unique.values())

    @api.model
    def _create_inbound(self, account, messages, senders, channels):
        return self.sudo().create(
            [
                {
                    "account_id": account.id,
                    "identity_id": sender.id,
                    "partner_id": sender.partner_id.id,
                    "channel_id": channels[sender].id,
                    "direction": "inbound",
                    "state": "received",
                    "kind": message.kind,
                    "body": message.text or False,
                    "data": message.data or False,
                    "wamid": message.wamid,
                    "context_wamid": message.context_id or message.data.get("message_id") or False,
                    "timestamp": message.timestamp,
                    **(self._prepare_media(message.media) if message.media else {}),
                }
                for message, sender in zip(messages, senders, strict=True)
            ]
        )

    @staticmethod
    def _prepare_media(media):
        return {
            "media_id": media.id,
            "media_url": media.url,
            "media_mime": media.mime_type,
            "media_filename": media.filename,
            "media_sha256": media.sha256,
            "media_state": "pending",
        }

    def _post_inbound(self, messages):
        """Create the messages that people read. Bulk: no notification is computed per agent."""
        visible = self.filtered(lambda row: row.kind not in SILENT_KINDS)
        said = {message.wamid: message for message in messages}
        answered = visible._mail_message_by_wamid("context_wamid")
        comment = self.env.ref("mail.mt_comment").id
        lang = self.account_id.company_id._language()
        mails = (
            self.env["mail.message"]
            .sudo()
            .with_context(lang=lang)
            .create(
                [
                    {
                        "model": "discuss.channel",
                        "res_id": row.channel_id.id,
                        "author_id": row.partner_id.id,
                        "email_from": False,
                        "reply_to": False,
                        "message_type": "whatsapp_message",
                        "subtype_id": comment,
                        "date": row.timestamp,
                        "parent_id": answered.get(row.context_wamid),
                        "body": row.with_context(lang=lang)._body_html(said[row.wamid]),
                    }
                    for row in visible
                ]
            )
        )
        for row, mail in zip(visible, mails, strict=True):
            row.mail_message_id = mail

    def _mail_message_by_wamid(self, field_name):
        """:return: {wamid: mail.message id} of the wamids that a field of these rows names"""
        wamids = [wamid for wamid in self.mapped(field_name) if wamid]
        if not wamids:
            return {}
        found = self.sudo().search_fetch(
            [("account_id", "=", self.account_id.id), ("wamid", "in", wamids)],
            ["wamid", "mail_message_id"],
        )
        return {row.wamid: row.mail_message_id.id for row in found if row.mail_message_id}

    @api.model
    def _settle(self, account, wamids):
        """Link what spoke of these messages before they were known: reactions and answers."""
        waiting = self.sudo().search(
            [
                ("account_id", "=", account.id),
                ("direction", "=", "inbound"),
                ("context_wamid", "in", list(wamids)),
            ]
        )
        if not waiting:
            return
        targets = waiting._mail_message_by_wamid("context_wamid")
        waiting.filtered(lambda row: row.kind == "reaction")._apply_reactions(targets)
        for row in waiting - waiting.filtered(lambda row: row.kind == "reaction"):
            parent = targets.get(row.context_wamid)
            if parent and not row.mail_message_id.parent_id:
                row.mail_message_id.parent_id = parent

    def _react(self):
        if self:
            self._apply_reactions(self._mail_message_by_wamid("context_wamid"))

    def _apply_reactions(self, targets):
        """Put reactions on their messages: a customer has one per message, the latest; '' is none.

        :param dict targets: {wamid: mail.message id}
        """
        for row in self._latest_reactions():
            mail = self.env["mail.message"].sudo().browse(targets.get(row.context_wamid))
            if not mail:
                continue  # of a message that is not known yet, or was sent by another tool
            mail = mail.with_context(wa_inbound=True)
            guest, emoji = self.env["mail.guest"], (row.data or {}).get("emoji")
            mine = mail.reaction_ids.filtered(lambda r, who=row.partner_id: r.partner_id == who)
            standing = set(mine.mapped("content"))
            for content in standing - {emoji}:
                mail._message_reaction(content, "remove", row.partner_id, guest)
            if emoji and emoji not in standing:
                mail._message_reaction(emoji, "add", row.partner_id, guest)

    def _latest_reactions(self):
        """:return: of all that the senders of these ever reacted to the same messages, the last"""
        reactions = self.sudo().search(
            [
                ("account_id", "in", self.account_id.ids),
                ("kind", "=", "reaction"),
                ("direction", "=", "inbound"),
                ("identity_id", "in", self.identity_id.ids),
                ("context_wamid", "in", self.mapped("context_wamid")),
            ]
        )
        latest = {}
        for row in reactions.sorted(lambda row: (row.timestamp, row.id)):
            latest[row.identity_id, row.context_wamid] = row
        return latest.values()

    def _apply_system(self):
        for row in self.filtered(lambda row: row.kind == "system"):
            data = row.data or {}
            if data.get("wa_id") or data.get("user_id"):
                row.identity_id._change_number(data, row.timestamp)

    # --- telling the screens -------------------------------------------------------------

    def _announce(self):
        """Show new messages on the screens that show their conversation; the lists are told once."""
        posted = self.filtered(lambda row: row.mail_message_id and row.kind not in SILENT_KINDS)
        posted._show()
        members = posted.channel_id.channel_member_ids
        for row in posted.filtered(lambda row: row.channel_id in members.channel_id):
            row.channel_id._wa_push(row.mail_message_id)
        if posted:
            self.env["discuss.channel"]._wa_notify_queue_changed(self.account_id, posted.channel_id.ids)

    def _show(self):
        """Show these messages on the screens that show their conversation."""
        for channel, rows in self.grouped("channel_id").items():
            mails = rows.mail_message_id
            store = Store(bus_channel=channel).add(mails, msg_vals={"scheduled_date": False})
            store.add(channel, channel._wa_announced_fields())
            data = store.get_result()
            said = {values["id"]: values for values in data["mail.message"]}
            for mail in mails:
                # Discuss takes the first for the new one.
                own = [said[one.id] for one in (mail, mail.parent_id) if one.id in said]
                payload = {"data": {**data, "mail.message": own}, "id": channel.id}
                channel._bus_send("discuss.channel/new_message", payload)
