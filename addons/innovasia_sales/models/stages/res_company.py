from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _no_text_message_on_delivery(self):
        """Switch off the text message that stock_sms sends at each delivery, and the question with which it stops the first."""
        texting = self.filtered(lambda company: company.stock_text_confirmation and company.stock_confirmation_type == "sms")
        texting.stock_text_confirmation = False
