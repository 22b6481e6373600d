from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.innovasia_whatsapp.tools.numbers import pretty, sought


class ResPartner(models.Model):
    """A contact of the book: what a business knows of a customer besides name and number."""

    _inherit = "res.partner"

    wa_number = fields.Char(tracking=True)
    partner_group_id = fields.Many2one(
        "res.partner.group", "Group", index="btree_not_null", tracking=True, ondelete="set null", check_company=True
    )
    partner_type_id = fields.Many2one(
        "res.partner.type", "Type", index="btree_not_null", tracking=True, ondelete="restrict", check_company=True
    )
    wa_phone = fields.Char(
        "WhatsApp",
        compute="_compute_wa_phone",
        readonly=False,
        search="_search_wa_phone",
        help="The number on WhatsApp, in any spelling: 0811…, +62 811…, 62811…",
    )

    @api.depends("wa_number")
    def _compute_wa_phone(self):
        for partner in self:
            partner.wa_phone = partner.wa_number and pretty(partner.wa_number)

    @api.model
    def _search_wa_phone(self, operator, value):
        if operator == "in":
            numbers = [raw and (self._wa_normalise(raw) or raw) for raw in value]
            return Domain("wa_number", "in", numbers)
        if operator in ("like", "ilike"):
            digits = sought(value)
            return Domain("wa_number", "like", digits) if digits else Domain.FALSE
        return NotImplemented

    @api.model
    def _search_display_name(self, operator, value):
        """Find contacts by part of their number wherever they are found by name."""
        domain = super()._search_display_name(operator, value)
        if operator in ("like", "ilike") and isinstance(value, str) and sought(value):
            return Domain(domain) | Domain("wa_phone", operator, value)
        return domain

    @api.onchange("wa_phone")
    def _onchange_wa_phone(self):
        """Show how a typed number is understood, before it is saved."""
        if not self.wa_phone:
            return None
        number = self._wa_normalise(self.wa_phone, self.company_id)
        if not number:
            return {"warning": {"title": self.env._("WhatsApp number"), "message": self._wa_impossible(self.wa_phone)}}
        self.wa_phone = pretty(number)
        return None
