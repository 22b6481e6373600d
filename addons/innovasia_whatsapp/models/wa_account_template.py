from odoo import models

from .wa_template_status import FIELDS


class WaAccount(models.Model):
    """Templates belong to the WhatsApp Business account that devices share."""

    _inherit = "wa.account"

    def _take_notices(self, notices):
        about_templates = [notice for notice in notices if notice.field in FIELDS]
        if about_templates:
            self.env["wa.template"]._take_notices(self, about_templates)
        super()._take_notices([notice for notice in notices if notice.field not in FIELDS])

    def _one_of_each_waba(self):
        """:return: these devices, but one only of each WhatsApp Business account"""
        found = {}
        for account in self:
            found.setdefault(account.waba_id, account)
        return self.browse(account.id for account in found.values())
