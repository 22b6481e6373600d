"""The triggers of a bank transfer, in the selections that name triggers."""

from odoo import fields, models

from odoo.addons.innovasia_sales.models.words.trigger_names import LAST

TRIGGERS = [
    ("transfer_instructions", "Transfer Instructions"),
    ("transfer_reminder", "Transfer Reminder"),
    ("transfer_received", "Transfer Received"),
    ("transfer_under", "Transfer Too Little"),
    ("transfer_over", "Transfer Too Much"),
    ("transfer_expired", "Transfer Expired"),
]
NAMES = [name for name, _label in TRIGGERS]


class WaFormat(models.Model):
    _inherit = "wa.format"

    trigger = fields.Selection(selection_add=[*TRIGGERS, *LAST], ondelete=dict.fromkeys(NAMES, "set null"))


class WaAutomation(models.Model):
    _inherit = "wa.automation"

    trigger = fields.Selection(selection_add=TRIGGERS, ondelete=dict.fromkeys(NAMES, "cascade"))


class WaScheduled(models.Model):
    _inherit = "wa.scheduled"

    trigger = fields.Selection(selection_add=TRIGGERS, ondelete=dict.fromkeys(NAMES, "set null"))
