from odoo import fields, models

from ..words.wa_format import TRIGGERS


class WaAutomation(models.Model):
    """Aksi Otomatis: when something happens, a format is sent (spec/002)."""

    _name = "wa.automation"
    _description = "WhatsApp Automated Action"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    trigger = fields.Selection(TRIGGERS, required=True)
    model_name = fields.Char(compute="_compute_model_name", help="The model of the records that the condition speaks of.")
    account_id = fields.Many2one("wa.account", "Device", required=True, ondelete="restrict", check_company=True)
    format_id = fields.Many2one("wa.format", "Format", required=True, ondelete="restrict", check_company=True)
    company_id = fields.Many2one(related="account_id.company_id", store=True, index=True)
    domain = fields.Char("Condition", default="[]", help="Looked at when the message is due.")
    delay_number = fields.Integer("Delay", default=0)
    delay_unit = fields.Selection([("minutes", "Minutes"), ("hours", "Hours"), ("days", "Days")], required=True, default="minutes")
    has_hours = fields.Boolean("Only at certain hours")
    hour_from = fields.Float("From", default=8.0)
    hour_to = fields.Float("To", default=20.0)
    tz = fields.Selection(lambda self: self.env["res.partner"]._fields["tz"]._description_selection(self.env), "Time zone")
    active_from = fields.Datetime(
        required=True, default=fields.Datetime.now, copy=False, help="What happened before is never written about (UTC)."
    )
    active = fields.Boolean(default=True)
    scheduled_ids = fields.One2many("wa.scheduled", "automation_id", "Messages")

    def _compute_model_name(self):
        for automation in self:
            automation.model_name = automation.trigger and self.env["wa.trigger"]._get(automation.trigger).model
