from odoo import api, fields, models, tools


class SaleChannel(models.Model):
    """Where a sale comes from: WhatsApp, the store, a marketplace (spec/001, Sales Channel)."""

    _name = "sale.channel"
    _description = "Sales Channel"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True, copy=False, help="How programs name it: whatsapp, store, marketplace. Small letters, digits and _."
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all companies.")
    team_id = fields.Many2one("crm.team", "Sales Team", check_company=True, help="Who gets the sales of this channel.")
    pricelist_id = fields.Many2one(
        "product.pricelist",
        "Price List",
        check_company=True,
        help="For customers who have no price list of their own nor one of their group.",
    )
    note = fields.Text("Notes")

    _code_unique = models.UniqueIndex(
        "(lower(code), COALESCE(company_id, 0))", "There is a sales channel with this code already."
    )
    _code_plain = models.Constraint(
        "CHECK (code ~ '^[a-z0-9_]+$')", "The code of a sales channel has small letters, digits and _ only."
    )

    @api.model_create_multi
    def create(self, vals_list):
        channels = super().create(vals_list)
        self.env.registry.clear_cache()
        return channels

    def write(self, vals):
        result = super().write(vals)
        if {"code", "active", "company_id"} & vals.keys():
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    @api.model
    def _of(self, code, company=None):
        """The channel that goes by a code in a company, its own before everybody's.

        :param str code: e.g. "whatsapp", "store"
        :param company: res.company, the current one when not given
        :return: sale.channel, empty when there is none (archived, renamed)
        """
        return self.browse(self._id_of(code, (company or self.env.company).id))

    @api.model
    @tools.ormcache("code", "company_id")
    def _id_of(self, code, company_id):
        domain = [("code", "=", code), ("company_id", "in", (company_id, False))]
        return self.sudo().with_context(active_test=True).search(domain, order="company_id", limit=1).id
