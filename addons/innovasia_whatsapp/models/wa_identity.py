from odoo import api, fields, models

from ..tools.numbers import pretty

CREATING = 0x574110  # advisory lock: who creates partners for numbers


class WaIdentity(models.Model):
    """Who a customer is to one account: a number, a business-scoped user id, or both."""

    _name = "wa.identity"
    _description = "WhatsApp Identity"
    _rec_name = "profile_name"

    account_id = fields.Many2one("wa.account", "Device", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="account_id.company_id", store=True, index=True)
    wa_id = fields.Char("WhatsApp ID", readonly=True)
    bsuid = fields.Char("Business-scoped user ID", readonly=True)
    username = fields.Char(readonly=True)
    profile_name = fields.Char(readonly=True)
    partner_id = fields.Many2one("res.partner", required=True, index=True, ondelete="restrict")
    channel_ids = fields.One2many("discuss.channel", "wa_identity_id", "Conversation")

    _wa_id_unique = models.UniqueIndex("(account_id, wa_id) WHERE wa_id IS NOT NULL")
    _bsuid_unique = models.UniqueIndex("(account_id, bsuid) WHERE bsuid IS NOT NULL")

    def _compute_display_name(self):
        for identity in self:
            number = identity.wa_id and pretty(identity.wa_id)
            names = [identity.profile_name, number or (identity.username and f"@{identity.username}")]
            identity.display_name = " ".join(filter(None, names)) or identity.bsuid

    # --- from what a webhook says to records ---------------------------------------------

    @api.model
    def _resolve(self, account, contacts):
        """Have an identity, a partner and a conversation for each of these contacts.

        Creates under one lock and commits what it created, so that a contact whose first
        twenty messages arrive everywhere at once still becomes one partner. Call it with
        nothing uncommitted at hand.

        :param contacts: iterable of :class:`webhook_types.Contact`
        """
        contacts = self._merge_contacts(contacts)
        if not contacts or self._find(account, contacts)._knows_all(contacts):
            return
        cr = self.env.cr
        cr.commit()
        cr.execute("SELECT pg_advisory_lock(%s)", [CREATING])
        cr.commit()  # what others created meanwhile is only seen by the next snapshot
        try:
            self.env.clear()
            self._learn(account, contacts)
            cr.commit()
        finally:
            cr.rollback()
            cr.execute("SELECT pg_advisory_unlock(%s)", [CREATING])
            cr.commit()
            self.env.clear()

    @api.model
    def _merge_contacts(self, contacts):
        """:return: list of Contact, one per person, the latest names winning"""
        merged = {}
        for contact in contacts:
            merged[contact.wa_id, contact.bsuid] = contact
        return list(merged.values())

    @api.model
    def _find(self, account, contacts):
        wa_ids = [c.wa_id for c in contacts if c.wa_id]
        bsuids = [c.bsuid for c in contacts if c.bsuid]
        return self.sudo().search([("account_id", "=", account.id), "|", ("wa_id", "in", wa_ids), ("bsuid", "in", bsuids)])

    def _index(self):
        """:return: {"wa_id or bsuid": identity}"""
        index = {identity.wa_id: identity for identity in self if identity.wa_id}
        return index | {identity.bsuid: identity for identity in self if identity.bsuid}

    def _by_contact(self, contacts):
        """:return: {contact: its identity}; who is unknown is missing"""
        index = self._index()
        found = {c: index.get(c.wa_id) or index.get(c.bsuid) for c in contacts}
        return {contact: identity for contact, identity in found.items() if identity}

    def _knows_all(self, contacts):
        """Tell whether nothing is to be learnt from these contacts."""
        identities = self._by_contact(contacts)
        channels = self._channels()
        for contact in contacts:
            identity = identities.get(contact)
            if not identity or identity._news(contact) or identity not in channels:
                return False
        return True

    def _news(self, contact):
        """:return: values in which the contact differs from this identity"""
        values = {
            "wa_id": contact.wa_id,
            "bsuid": contact.bsuid,
            "username": contact.username,
            "profile_name": contact.profile_name,
        }
        return {name: value for name, value in values.items() if value and value != self[name]}

    def _channels(self):
        """:return: {identity: its conversation, archived or not}"""
        channels = (
            self.env["discuss.channel"]
            .sudo()
            .with_context(active_test=False)
            .search_fetch([("wa_identity_id", "in", self.ids)], ["wa_identity_id"])
        )
        return {channel.wa_identity_id: channel for channel in channels}

    @api.model
    def _learn(self, account, contacts):
        """Create the unknown, complete the known, join what turns out to be one person."""
        known = self._find(account, contacts)
        index = known._index()
        unknown = []
        # Who tells both a number and an id comes first: it joins the ones that tell only one.
        for contact in sorted(contacts, key=lambda c: not (c.wa_id and c.bsuid)):
            by_number, by_bsuid = index.get(contact.wa_id), index.get(contact.bsuid)
            if by_number and by_bsuid and by_number != by_bsuid:
                by_number._absorb(by_bsuid)
                known -= by_bsuid
                index = {key: by_number if i == by_bsuid else i for key, i in index.items()}
            identity = by_number or by_bsuid
            if not identity:
                unknown.append(contact)
            elif identity._update_from(contact):
                # What it was found by before may be somebody else's now.
                index = {key: other for key, other in index.items() if other != identity} | identity._index()
        unknown = [contact for contact in unknown if index.keys().isdisjoint((contact.wa_id, contact.bsuid))]
        self.flush_model(["wa_id", "bsuid"])  # a number that moved on is free for who is new with it
        known |= self._create_for(account, self._one_per_person(unknown))
        channels = known._channels()
        self.env["discuss.channel"]._wa_create([i for i in known if i not in channels])

    @staticmethod
    def _one_per_person(contacts):
        """Join the contacts of unknown people that share a number or an id, the fullest first."""
        people = []
        for contact in contacts:
            ids = {contact.wa_id, contact.bsuid} - {None}
            if not any(ids & seen for seen, _contact in people):
                people.append((ids, contact))
        return [contact for _ids, contact in people]

    def _update_from(self, contact):
        """:return: the values that were news"""
        news = self._news(contact)
        if news:
            self.sudo().write(news)
        if "wa_id" in news:
            self._learn_number(news["wa_id"])
        return news

    @api.model
    def _create_for(self, account, contacts):
        partners = self.env["res.partner"]._wa_find_or_create(account, contacts)
        return self.sudo().create(
            [
                {
                    "account_id": account.id,
                    "wa_id": contact.wa_id,
                    "bsuid": contact.bsuid,
                    "username": contact.username,
                    "profile_name": contact.profile_name,
                    "partner_id": partner.id,
                }
                for contact, partner in zip(contacts, partners, strict=True)
            ]
        )
