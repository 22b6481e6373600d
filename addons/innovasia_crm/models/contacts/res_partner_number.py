from collections import defaultdict, namedtuple

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.innovasia_whatsapp.tools.numbers import from_wa_id, normalise, pretty, spellings

#: Context of what WhatsApp itself says: its numbers are right as they are, and newer than the book.
FROM_WHATSAPP = "wa_number_from_whatsapp"

#: Digits, with the country code.
SHORTEST = 10

Claim = namedtuple("Claim", "number company_id name")


class ResPartner(models.Model):
    """One contact per number and company, in whatever spelling the number is typed."""

    _inherit = "res.partner"

    wa_same_number_id = fields.Many2one("res.partner", "Has this number already", compute="_compute_wa_same_number_id")

    # A contact without a company is every company's: the check below knows. The index decides when two save at once.
    _wa_number_unique = models.UniqueIndex(
        "(COALESCE(company_id, 0), wa_number) WHERE wa_number IS NOT NULL AND active",
        "Another contact has this WhatsApp number already.",
    )

    @api.depends("wa_phone", "company_id")
    def _compute_wa_same_number_id(self):
        numbers = {p: p.wa_phone and self._wa_normalise(p.wa_phone, p.company_id) for p in self}
        holders = self.search([("wa_number", "in", [*filter(None, numbers.values())])]).grouped("wa_number")
        for partner, number in numbers.items():
            others = holders.get(number, self.browse()) - partner._origin
            company = partner.company_id
            partner.wa_same_number_id = others.filtered(lambda o, c=company: _overlap(o.company_id.id, c.id))[:1]

    # --- saving --------------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._wa_take_phone(vals) for vals in vals_list]
        if any(vals.get("wa_number") for vals in vals_list) and not self._wa_from_whatsapp():
            default = self.default_get(["company_id"]).get("company_id")
            claims = []
            for vals in vals_list:
                company = self.env["res.company"].browse(vals.get("company_id", default))
                self._wa_prepare_number(vals, company)
                if vals.get("active", True):
                    claims.append(Claim(vals["wa_number"], company.id, vals.get("name")))
            self._wa_check_claims(claims)
        for vals in vals_list:
            if vals.get("wa_number") and not vals.get("phone"):
                vals["phone"] = pretty(vals["wa_number"])
        return super().create(vals_list)

    def write(self, vals):
        if not vals.keys() & {"wa_number", "wa_phone", "company_id", "active"}:
            return super().write(vals)
        vals = self._wa_take_phone(vals)
        if "wa_number" in vals and all(vals["wa_number"] in (partner.wa_number, partner.wa_phone) for partner in self):
            del vals["wa_number"]  # as it was read: no spelling to be understood
        if vals.get("wa_number"):
            company = self.env["res.company"].browse(vals["company_id"]) if "company_id" in vals else self.company_id[:1]
            self._wa_prepare_number(vals, company)
            self._wa_prepare_phone(vals)
        claims = self._wa_claims(vals)
        if self._wa_from_whatsapp():
            self._wa_give_way(claims)
        else:
            self._wa_check_claims(claims)
        return super().write(vals)

    @staticmethod
    def _wa_take_phone(vals):
        """:return: a copy of values in which what was typed stands in the field that is stored"""
        vals = dict(vals)
        if "wa_phone" in vals:
            vals["wa_number"] = vals.pop("wa_phone")
        if "wa_number" in vals:
            vals["wa_number"] = vals["wa_number"] or False
        return vals

    def _wa_prepare_number(self, vals, company):
        """Write the number of these values in digits with its country code.

        :raise ValidationError: it is none
        """
        raw = vals.get("wa_number")
        if self._wa_from_whatsapp():
            vals["wa_number"] = from_wa_id(raw)
            return
        vals["wa_number"] = raw and self._wa_normalise(raw, company)
        if raw and not vals["wa_number"]:
            raise ValidationError(self._wa_impossible(raw))

    def _wa_prepare_phone(self, vals):
        """Have the phone follow the number where it was the same one, or none."""
        for partner in self[:1] if len(self) == 1 and "phone" not in vals else ():
            digits = "".join(filter(str.isdigit, partner.phone or ""))
            if not digits or (partner.wa_number and digits in spellings(partner.wa_number)):
                vals["phone"] = pretty(vals["wa_number"])

    def _wa_from_whatsapp(self):
        return self.env.su and self.env.context.get(FROM_WHATSAPP)

    @api.model
    def _wa_normalise(self, raw, company=None):
        """Read a number as people of the company's country write it, else as one with its country code.

        :return: digits with the country code; None for what is no number
        """
        region = (company or self.env.company).country_code or "ID"
        number = normalise(raw, region) or normalise(f"+{raw}", region)
        # Numbers of a few digits are those of emergencies and of shops within one town, unless a small country is meant.
        return number if number and (len(number) >= SHORTEST or raw.lstrip().startswith("+")) else None

    @api.model
    def _wa_impossible(self, raw):
        return self.env._("“%s” is no possible WhatsApp number. Write it as 0812-3456-7890 or +62 812-3456-7890.", raw)

    # --- one contact per number ----------------------------------------------------------

    def _wa_claims(self, vals):
        """:return: the numbers that these contacts would have after writing these values"""
        return [
            Claim(number, vals.get("company_id", partner.company_id.id), vals.get("name", partner.name))
            for partner in self
            if vals.get("active", partner.active) and (number := vals.get("wa_number", partner.wa_number))
        ]

    def _wa_holders(self, claims):
        """:return: {number: other contacts that have it, of whatever company}"""
        numbers = [claim.number for claim in claims if claim.number]
        if not numbers:
            return {}
        holders = self.sudo().search_fetch(
            [("wa_number", "in", numbers), ("active", "=", True), ("id", "not in", self.ids)],
            ["wa_number", "company_id", "complete_name"],
        )
        return holders.grouped("wa_number")

    def _wa_check_claims(self, claims):
        """Refuse numbers that another contact has.

        :param claims: list of Claim; the own contacts are ``self``
        :raise ValidationError: naming that contact
        """
        holders = self._wa_holders(claims)
        claimed = defaultdict(list)
        for claim in claims:
            if not claim.number:
                continue
            for holder in holders.get(claim.number, ()):
                if _overlap(holder.company_id.id, claim.company_id):
                    raise ValidationError(self._wa_taken(claim.number, holder))
            for other in claimed[claim.number]:
                if _overlap(other.company_id, claim.company_id):
                    raise ValidationError(self._wa_taken_by(claim.number, other.name))
            claimed[claim.number].append(claim)

    def _wa_taken(self, number, holder):
        if holder.sudo(False)._filtered_access("read"):
            return self._wa_taken_by(number, holder.complete_name)
        return self.env._(
            "%s belongs to a contact already, one that you may not see: it is another company's. Ask an administrator.",
            pretty(number),
        )

    def _wa_taken_by(self, number, name):
        return self.env._(
            "%(number)s belongs to “%(name)s” already. Use that contact, or write another number.",
            number=pretty(number),
            name=name,
        )

    def _wa_give_way(self, claims):
        """Take numbers from contacts of the book when WhatsApp says whose they are.

        A number gets a new owner, or a contact was added by hand before its owner took it along.
        """
        holders = self._wa_holders(claims)
        for claim in claims:
            for holder in holders.get(claim.number, ()):
                if not _overlap(holder.company_id.id, claim.company_id):
                    continue
                holder.wa_number = False
                holder._message_log(
                    body=self.env._(
                        "%(number)s belongs to “%(name)s” now, says WhatsApp.", number=pretty(claim.number), name=claim.name
                    )
                )


def _overlap(company_id, other_id):
    """Tell whether two contacts of these companies (False: every company's) meet in one."""
    return not company_id or not other_id or company_id == other_id
