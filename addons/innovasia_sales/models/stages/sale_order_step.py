from odoo import fields, models

STAGES = [
    ("draft", "Draft"),
    ("ordered", "Ordered"),
    ("processing", "Processing"),
    ("shipped", "Shipped"),
    ("received", "Received"),
    ("done", "Done"),
    ("cancelled", "Cancelled"),
]


class SaleOrderStep(models.Model):
    """One move of an order from stage to stage: when, by whom, and why. Never changed, never deleted."""

    _name = "sale.order.step"
    _description = "Step of an Order"
    _order = "id desc"

    order_id = fields.Many2one("sale.order", required=True, index=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="order_id.company_id", store=True, index=True)
    former_stage = fields.Selection(STAGES, "From", readonly=True)
    stage = fields.Selection(STAGES, "To", required=True, readonly=True)
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    user_id = fields.Many2one("res.users", "By", readonly=True, help="Empty: by itself.")
    reason = fields.Char(readonly=True)
