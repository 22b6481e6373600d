from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _language(self):
        """:return: the language that this company's people speak; of none, whoever asks"""
        return self.sudo().partner_id.lang or self.env.lang or "en_US"
