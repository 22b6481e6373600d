from odoo import fields, models
from odoo.fields import Domain


class ResPartnerGroup(models.Model):
    """A set of contacts that the business forms as it likes: a region, a branch, a congregation."""

    _name = "res.partner.group"
    _description = "Contact Group"
    _order = "name, id"

    name = fields.Char(required=True)
    color = fields.Integer()
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", help="Empty: for all companies.")
    partner_ids = fields.One2many("res.partner", "partner_group_id", "Contacts")
    partner_count = fields.Integer("Number of contacts", compute="_compute_partner_count")

    _name_unique = models.UniqueIndex(
        "(lower(name), COALESCE(company_id, 0)) WHERE active", "There is a group of this name already."
    )

    def _compute_partner_count(self):
        counts = dict(
            self.env["res.partner"]._read_group(Domain("partner_group_id", "in", self.ids), ["partner_group_id"], ["__count"])
        )
        for group in self:
            group.partner_count = counts.get(group, 0)
