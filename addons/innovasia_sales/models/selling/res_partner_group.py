from odoo import fields, models


class ResPartnerGroup(models.Model):
    """A group of customers buys at its own prices (spec/001, Harga Grosir)."""

    _inherit = "res.partner.group"

    pricelist_id = fields.Many2one(
        "product.pricelist",
        "Price List",
        check_company=True,
        ondelete="set null",
        help="What the contacts of this group pay, unless a contact has a price list of its own.",
    )
