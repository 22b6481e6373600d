"""The triggers of a sale, in the selections that name triggers; their labels are those of spec/001."""

from odoo import fields, models

TRIGGERS = [
    ("order_created", "Contact Order Created"),
    ("order_paid", "Contact Order Paid"),
    ("order_delivery", "Contact Order Delivery"),
    ("order_followup", "Contact Order Followup Delivery"),
    ("order_received", "Contact Order Received"),
    ("payment_reminder", "Payment Reminder"),
]
NAMES = [name for name, _label in TRIGGERS]
#: What is no business event is offered last.
LAST = [("conversation_greeting",), ("conversation_away",), ("record",)]


class WaFormat(models.Model):
    _inherit = "wa.format"

    trigger = fields.Selection(selection_add=[*TRIGGERS, *LAST], ondelete=dict.fromkeys(NAMES, "set null"))


class WaAutomation(models.Model):
    _inherit = "wa.automation"

    trigger = fields.Selection(selection_add=TRIGGERS, ondelete=dict.fromkeys(NAMES, "cascade"))


class WaScheduled(models.Model):
    _inherit = "wa.scheduled"

    trigger = fields.Selection(selection_add=TRIGGERS, ondelete=dict.fromkeys(NAMES, "set null"))
