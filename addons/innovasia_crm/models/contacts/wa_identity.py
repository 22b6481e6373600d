from odoo import api, models

from .res_partner_number import FROM_WHATSAPP


class WaIdentity(models.Model):
    """WhatsApp's own numbers reach the contact book as they are."""

    _inherit = "wa.identity"

    @api.model
    def _resolve(self, account, contacts):
        return super(WaIdentity, self.with_context(**{FROM_WHATSAPP: True}))._resolve(account, contacts)

    def _change_number(self, data, at):
        return super(WaIdentity, self.with_context(**{FROM_WHATSAPP: True}))._change_number(data, at)
