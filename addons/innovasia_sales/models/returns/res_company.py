from odoo import fields, models


class ResCompany(models.Model):
    """Where goods are kept that came back and cannot be sold again."""

    _inherit = "res.company"

    damaged_location_id = fields.Many2one(
        "stock.location",
        "Damaged goods",
        domain="[('usage', '=', 'internal'), ('company_id', '=', id)]",
        help="Goods here are still the company's, and no warehouse offers them to customers.",
    )

    def _damaged_location(self):
        """:return: stock.location of this company for damaged goods; made when there is none"""
        company = self.sudo()
        if not company.damaged_location_id:
            # Outside of every warehouse: what lies there is not on hand for sale, but its value stays in the books.
            company.damaged_location_id = (
                self.env["stock.location"]
                .sudo()
                .create({"name": self.env._("Damaged goods"), "usage": "internal", "company_id": company.id})
            )
        return company.damaged_location_id
