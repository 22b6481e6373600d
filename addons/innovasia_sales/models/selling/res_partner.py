from odoo import api, models


class ResPartner(models.Model):
    """Which prices a customer gets: the own price list, else that of the group, else the company's."""

    _inherit = "res.partner"

    @api.depends("partner_group_id.pricelist_id", "commercial_partner_id.partner_group_id.pricelist_id")
    def _compute_product_pricelist(self):
        return super()._compute_product_pricelist()

    def _inverse_product_pricelist(self):
        """Choosing what the group gives anyway is no choice: such a contact goes on following its group."""
        result = super()._inverse_product_pricelist()
        for partner in self:
            group = partner._group_pricelist()
            chosen = partner.property_product_pricelist
            if group and chosen == group:
                partner.specific_property_product_pricelist = False
            elif group and chosen:
                partner.specific_property_product_pricelist = chosen
        return result

    def _group_pricelist(self):
        """:return: product.pricelist of the contact's group, or of its company's group; empty when it is of no use here"""
        group = self.partner_group_id or self.commercial_partner_id.partner_group_id
        pricelist = group.sudo().pricelist_id
        usable = pricelist.active and (not pricelist.company_id or pricelist.company_id == self.env.company)
        return pricelist.sudo(self.env.su) if usable else pricelist.browse()

    def _own_pricelist(self):
        """:return: product.pricelist that was chosen for this contact or its group, rather than the company's for everybody"""
        own = self.specific_property_product_pricelist
        return own if own.active else self._group_pricelist()
