from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ProductTemplate(models.Model):
    """A donation is a product of which the giver chooses the amount."""

    _inherit = "product.template"

    is_donation = fields.Boolean(
        "Donation", help="The customer chooses the amount. Nothing is delivered, and no sales tax is due."
    )

    @api.onchange("is_donation")
    def _onchange_is_donation(self):
        if self.is_donation:
            self.type = "service"
            self.taxes_id = False

    @api.constrains("is_donation", "type")
    def _check_is_donation(self):
        for product in self.filtered("is_donation"):
            if product.type != "service":
                raise ValidationError(
                    self.env._("“%s” is a donation: nothing is delivered, so its type has to be Service.", product.name)
                )
