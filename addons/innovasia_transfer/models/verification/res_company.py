from odoo import fields, models


class ResCompany(models.Model):
    """Until when finance answers a manual verification."""

    _inherit = "res.company"

    transfer_answer_minutes = fields.Integer(
        "Manual verifications are answered within (minutes)",
        default=60,
        help="Counted from when it is sent to finance. What is answered later is listed as overdue.",
    )

    _transfer_answer = models.Constraint(
        "CHECK (transfer_answer_minutes BETWEEN 5 AND 10080)", "Manual verifications are answered within 5 minutes to 7 days."
    )
