from odoo import fields, models

from ..words.wa_format import TRIGGERS
from .reasons import SELECTION

STATES = [
    ("waiting", "Waiting"),
    ("sent", "Sent"),
    ("skipped", "Skipped"),
    ("failed", "Failed"),
    ("cancelled", "Cancelled"),
]


class WaScheduled(models.Model):
    """A message that was due, and what became of it: every one has a row, also the one that was not sent."""

    _name = "wa.scheduled"
    _description = "Due WhatsApp Message"
    _order = "id desc"
    _rec_name = "partner_id"

    automation_id = fields.Many2one("wa.automation", "Automated action", readonly=True, ondelete="set null")
    trigger = fields.Selection(TRIGGERS, readonly=True)
    format_id = fields.Many2one("wa.format", "Format", readonly=True, ondelete="set null")
    account_id = fields.Many2one("wa.account", "Device", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", index="btree_not_null", readonly=True, ondelete="set null")
    user_id = fields.Many2one("res.users", "Caused by", readonly=True, ondelete="set null")
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Many2oneReference("Document", model_field="res_model", readonly=True)
    key = fields.Char(readonly=True, help="The same automated action makes one row of each key.")
    happened_at = fields.Datetime("Happened", required=True, readonly=True)
    due_at = fields.Datetime("Due", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True)
    reason_code = fields.Selection(SELECTION, "Reason", readonly=True)
    reason = fields.Text("Details", readonly=True)
    message_id = fields.Many2one("wa.message", index="btree_not_null", readonly=True, ondelete="set null")

    _key_unique = models.UniqueIndex("(automation_id, key) WHERE automation_id IS NOT NULL")
    _waiting_idx = models.Index("(due_at, id) WHERE state = 'waiting'")
    _document_idx = models.Index("(res_model, res_id)")
    _automation_idx = models.Index("(automation_id, state, id)")
