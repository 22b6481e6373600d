from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class ResPartnerType(models.Model):
    """What a contact is to the business: a reseller, an agent, a retail customer, a donor."""

    _name = "res.partner.type"
    _description = "Contact Type"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: for all companies.")
    partner_count = fields.Integer("Number of contacts", compute="_compute_partner_count")

    def _compute_partner_count(self):
        counts = dict(
            self.env["res.partner"]._read_group(Domain("partner_type_id", "in", self.ids), ["partner_type_id"], ["__count"])
        )
        for kind in self:
            kind.partner_count = counts.get(kind, 0)

    @api.constrains("name", "company_id", "active")
    def _check_name(self):
        """A translated name cannot be unique by an index: each language has its own."""
        seen = {}
        for kind in self.search([("active", "=", True)]):
            key = kind.name.strip().casefold()
            for other in seen.setdefault(key, []):
                if not (kind.company_id and other.company_id) or kind.company_id == other.company_id:
                    raise ValidationError(self.env._("There is a type named “%s” already.", kind.name))
            seen[key].append(kind)
