from odoo import fields, models


class WaIdentity(models.Model):
    """Who a customer is to one account: a number, a business-scoped user id, or both."""

    _name = "wa.identity"
    _description = "WhatsApp Identity"
    _rec_name = "profile_name"

    account_id = fields.Many2one("wa.account", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="account_id.company_id", store=True, index=True)
    wa_id = fields.Char("WhatsApp ID")
    bsuid = fields.Char("Business-scoped user ID")
    username = fields.Char()
    profile_name = fields.Char()
    partner_id = fields.Many2one("res.partner", required=True, index=True, ondelete="restrict")

    _wa_id_unique = models.UniqueIndex("(account_id, wa_id) WHERE wa_id IS NOT NULL")
    _bsuid_unique = models.UniqueIndex("(account_id, bsuid) WHERE bsuid IS NOT NULL")
