from odoo import fields, models
from odoo.tools import clean_context


class ResCompany(models.Model):
    _inherit = "res.company"

    walk_in_customer_id = fields.Many2one(
        "res.partner", check_company=True, ondelete="restrict", help="Who buys at the counter without being asked for a name."
    )

    def _walk_in_customer(self):
        """:return: the res.partner whom sales to nobody in particular belong to; made when there is none yet"""
        self.ensure_one()
        if not self.walk_in_customer_id:
            # A client's defaults say nothing of whom all share.
            partners = self.env["res.partner"].with_context(clean_context(self.env.context))  # pylint: disable=context-overridden
            self.walk_in_customer_id = partners.create(
                {"name": self.env._("Walk-in customer"), "company_id": self.id, "country_id": self.country_id.id}
            )
        return self.walk_in_customer_id
