from odoo import models


class ResPartner(models.Model):
    """Why did this contact get no message?"""

    _inherit = "res.partner"

    def action_wa_diagnose(self):
        """Open the diagnosis of this contact.

        :return: an action
        """
        self.ensure_one()
        return self.env["wa.diagnosis"]._open(self)
