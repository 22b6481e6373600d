from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    transfer_answer_minutes = fields.Integer(related="company_id.transfer_answer_minutes", readonly=False)
    transfer_answer_calendar_id = fields.Many2one(related="company_id.transfer_answer_calendar_id", readonly=False)
    transfer_answer_tz = fields.Selection(related="transfer_answer_calendar_id.tz")
    transfer_answer_user_ids = fields.Many2many(related="company_id.transfer_answer_user_ids", readonly=False)
    transfer_answerer_ids = fields.Many2many("res.users", compute="_compute_transfer_answerer_ids")

    def _compute_transfer_answerer_ids(self):
        """Those who may be chosen."""
        for settings in self:
            settings.transfer_answerer_ids = settings.company_id._people_in()
