from odoo import fields, models

REASONS = [
    ("reply", "Answered the customer"),
    ("assigned", "Assigned by a supervisor"),
    ("transferred", "Handed over"),
    ("released", "Given back"),
    ("expired", "Session over"),
    ("deactivated", "Account deactivated"),
    ("archived", "Archived"),
    ("restored", "Restored"),
    ("merged", "Merged"),
]


class WaAssignment(models.Model):
    """Who got a conversation, from whom, and why: a history that is only added to."""

    _name = "wa.assignment"
    _inherit = "wa.conversation.mixin"
    _description = "WhatsApp Assignment"
    _order = "date desc, id desc"

    session_id = fields.Many2one("wa.session", index="btree_not_null", ondelete="set null", readonly=True)
    date = fields.Datetime(required=True, index=True, readonly=True)
    agent_id = fields.Many2one(
        "res.users", "Now served by", ondelete="restrict", readonly=True, help="Empty: it went back to the queue."
    )
    former_agent_id = fields.Many2one("res.users", "Before", ondelete="restrict", readonly=True)
    user_id = fields.Many2one("res.users", "Done by", ondelete="restrict", readonly=True, help="Empty: by the system.")
    reason = fields.Selection(REASONS, required=True, readonly=True)
    note = fields.Text(readonly=True)

    _agent_idx = models.Index("(agent_id, date) WHERE agent_id IS NOT NULL")
