from odoo import api, fields, models

from ..tools.numbers import from_wa_id, pretty, spellings


class ResPartner(models.Model):
    _inherit = "res.partner"

    wa_number = fields.Char(
        "WhatsApp number",
        index="btree_not_null",
        copy=False,
        help="Digits with the country code, as in 62811...",
    )
    wa_opt_out = fields.Boolean("No WhatsApp marketing", help="The customer asked not to get marketing messages.")

    # Numbers are typed in every spelling; the inbox looks them up by their digits.
    _wa_phone_digits_idx = models.Index("(regexp_replace(phone, '\\D', '', 'g')) WHERE phone IS NOT NULL")

    @api.model
    def _wa_find_or_create(self, account, contacts):
        """The partner of each contact: by number in any spelling, or a new one.

        Runs under the lock of wa.identity, so what is not found does not exist.

        :param contacts: list of :class:`webhook_types.Contact`
        :return: list of partners, in the same order
        """
        found = self._wa_find(account, {from_wa_id(c.wa_id) for c in contacts if c.wa_id})
        missing = [c for c in contacts if not c.wa_id or from_wa_id(c.wa_id) not in found]
        # The system creates them, but they write to the company: what they are told is in its language.
        lang = account.company_id._language()
        created = (
            self.sudo()
            .with_context(tracking_disable=True, mail_create_nosubscribe=True)
            .create([{**self._wa_prepare(contact), "company_id": account.company_id.id, "lang": lang} for contact in missing])
        )
        new = dict(zip(missing, created, strict=True))
        return [new.get(c) or found[from_wa_id(c.wa_id)] for c in contacts]

    @api.model
    def _wa_find(self, account, numbers):
        """Find partners as :meth:`_wa_lookup` does, and note the number with who was found by phone.

        :return: {digits: partner}
        """
        found = self._wa_lookup(account.company_id, numbers)
        for digits, partner in found.items():
            if not partner.wa_number:
                partner.wa_number = digits
        return found

    @api.model
    def _wa_lookup(self, company, numbers):
        """Find partners by their WhatsApp number, else by their phone.

        A portal user's phone is the user's own word, and whoever is found gets to read the
        conversation: that phone proves nothing.

        :return: {digits: partner}, the one with a WhatsApp number first, then the oldest
        """
        if not numbers:
            return {}
        number_of = {spelling.lstrip("+"): digits for digits in numbers for spelling in spellings(digits)}
        self.flush_model(["wa_number", "phone", "company_id", "active"])
        self.env.cr.execute(
            """
            SELECT id, wa_number, regexp_replace(phone, '\\D', '', 'g')
              FROM res_partner
             WHERE (wa_number = ANY(%(numbers)s)
                    OR (wa_number IS NULL
                        AND regexp_replace(phone, '\\D', '', 'g') = ANY(%(spellings)s)
                        AND NOT EXISTS (SELECT FROM res_users
                                         WHERE res_users.partner_id = res_partner.id
                                               AND res_users.share)))
               AND (company_id IS NULL OR company_id = %(company)s)
               AND active
          ORDER BY wa_number NULLS LAST, id
            """,
            {
                "numbers": list(numbers),
                "spellings": list(number_of),
                "company": company.id,
            },
        )
        found = {}
        for partner_id, wa_number, phone in self.env.cr.fetchall():
            found.setdefault(wa_number or number_of[phone], partner_id)
        return dict(zip(found, self.sudo().browse(found.values()), strict=True))

    @api.model
    def _wa_prepare(self, contact):
        digits = contact.wa_id and from_wa_id(contact.wa_id)
        names = (contact.profile_name, contact.username, digits and pretty(digits), contact.bsuid)
        return {
            "name": next(filter(None, names)),
            "wa_number": digits,
            "phone": digits and pretty(digits),
        }
