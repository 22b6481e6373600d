from dataclasses import replace

from odoo import api, fields, models

from ..tools.numbers import from_wa_id, pretty, spellings
from ..tools.webhook_identity import identity_changes
from ..tools.webhook_types import Change, Contact


class WaIdentity(models.Model):
    """One person after all: identities that are joined, and numbers that change."""

    _inherit = "wa.identity"

    former_wa_id = fields.Char("Former WhatsApp ID", index="btree_not_null", readonly=True)
    former_bsuid = fields.Char(index="btree_not_null", readonly=True)
    changed_at = fields.Datetime("Number changed at", readonly=True)

    def _absorb(self, other):
        """Join another identity of the same person into this one, conversation included."""
        other = other.sudo()
        mine, theirs = self._channels().get(self), other._channels().get(other)
        other._belong_to(self.partner_id)
        other.env["wa.message"].search([("identity_id", "=", other.id)]).write(
            {"identity_id": self.id, **({"channel_id": mine.id} if mine else {})}
        )
        if theirs and mine:
            mine._wa_absorb(theirs)
        elif theirs:
            theirs.wa_identity_id = self
        bsuid = other.bsuid
        other.unlink()
        if bsuid and not self.bsuid:
            self.flush_model()
            self.sudo().bsuid = bsuid
        self._reacted()._react()

    def _belong_to(self, partner):
        """Make a partner the author of what this identity wrote.

        The partner of before stays: other addons may know it. Only the number leads to one.
        """
        self.ensure_one()
        identity, former = self.sudo(), self.partner_id.sudo()
        if former == partner:
            return
        identity.partner_id = partner
        said = self.env["wa.message"].sudo().search([("identity_id", "=", self.id)])
        said.filtered(lambda row: row.partner_id == former).partner_id = partner
        said.mail_message_id.filtered(lambda mail: mail.author_id == former).author_id = partner
        conversation = self._channels().get(self)
        if conversation:
            conversation.wa_partner_id = partner
        reacted = self._reacted()
        targets = reacted._mail_message_by_wamid("context_wamid")
        self.env["mail.message.reaction"].sudo().search(
            [("partner_id", "=", former.id), ("message_id", "in", list(targets.values()))]
        ).unlink()
        reacted._react()
        if not self.sudo().search([("partner_id", "=", former.id)], limit=1):
            former.wa_number = False

    def _reacted(self):
        return (
            self.env["wa.message"]
            .sudo()
            .search(
                [
                    ("identity_id", "=", self.id),
                    ("kind", "=", "reaction"),
                    ("direction", "=", "inbound"),
                ]
            )
        )

    def _learn_number(self, wa_id):
        """Find the partner of somebody who was known by username only by the number that came along."""
        partner = self.partner_id.sudo()
        if partner.wa_number:
            return
        digits = from_wa_id(wa_id)
        found = partner._wa_find(self.account_id, {digits}).get(digits, partner)
        self._belong_to(found)
        found.write({"wa_number": digits, "phone": found.phone or pretty(digits)})

    def _change_number(self, data, at):
        """Follow a number change that WhatsApp announced.

        :param dict data: a system message's ``wa_id`` and ``user_id``, the new ones
        :param datetime at: when it happened
        """
        self.ensure_one()
        new = Contact(data.get("wa_id"), data.get("user_id"))
        for other in self._find(self.account_id, [new]) - self:
            self._absorb(other)
        if new.wa_id:
            self._change_partner_number(new.wa_id)
        values = {}
        if new.wa_id and new.wa_id != self.wa_id:
            values |= {"former_wa_id": self.wa_id, "wa_id": new.wa_id, "changed_at": at}
        if new.bsuid and new.bsuid != self.bsuid:
            values |= {"former_bsuid": self.bsuid, "bsuid": new.bsuid, "changed_at": at}
        self.sudo().write(values)

    @api.model
    def _follow(self, account, notice):
        """Follow the changes of identity that Meta announces outside of any conversation.

        :param notice: :class:`webhook_types.AccountNotice` of the field ``user_id_update``
        """
        for old, new in identity_changes(Change(None, None, notices=[notice])):
            for identity in self._find(account, [old]):
                new_ids = {"wa_id": new.wa_id, "user_id": new.bsuid}
                identity._change_number(new_ids, fields.Datetime.now())

    def _change_partner_number(self, wa_id):
        partner = self.partner_id.sudo()
        if (partner.wa_number or None) != ((self.wa_id and from_wa_id(self.wa_id)) or None):
            return  # a person gave it another one meanwhile
        old = spellings(partner.wa_number) if partner.wa_number else []
        values = {"wa_number": from_wa_id(wa_id)}
        if not partner.phone or "".join(filter(str.isdigit, partner.phone)) in old:
            values["phone"] = pretty(wa_id)
        partner.write(values)

    @api.model
    def _forward(self, account, messages):
        """Readdress what was written under a number, or id, before its owner changed it.

        Such messages come late, or once more. Written after the change, they are of whoever
        has the number now.

        :param messages: list of :class:`webhook_types.Message`
        :return: list of the same, with the sender of today
        """
        senders = [message.sender for message in messages]
        moved = self.sudo().search(
            [
                ("account_id", "=", account.id),
                "|",
                ("former_wa_id", "in", [s.wa_id for s in senders if s.wa_id]),
                ("former_bsuid", "in", [s.bsuid for s in senders if s.bsuid]),
            ]
        )
        if not moved:
            return messages
        by_former = {identity.former_bsuid: identity for identity in moved}
        by_former |= {identity.former_wa_id: identity for identity in moved}
        by_former.pop(False, None)
        forwarded = []
        for message in messages:
            sender = message.sender
            identity = by_former.get(sender.wa_id) or by_former.get(sender.bsuid)
            if identity and message.timestamp <= identity.changed_at:
                sender = Contact(identity.wa_id or None, identity.bsuid or None)
            forwarded.append(replace(message, sender=sender))
        return forwarded
