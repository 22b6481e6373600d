from odoo import fields, models


class AccountJournal(models.Model):
    """A bank account to which customers transfer an amount that only they owe (spec/004)."""

    _inherit = "account.journal"

    transfer_open = fields.Boolean(
        "Transfers with a unique code",
        help="Each order gets an amount of its own, and the bank's mutations turn orders paid by themselves.",
    )
    transfer_code_max = fields.Integer("Highest unique code", default=999)
    transfer_hours = fields.Integer("Time to pay (hours)", default=24)
    transfer_grace_days = fields.Integer(
        "Code kept for (days)", default=7, help="After the time to pay is over: what arrives until then still counts by itself."
    )
    transfer_rounding_account_id = fields.Many2one(
        "account.account",
        "Account of unique codes",
        check_company=True,
        ondelete="restrict",
        help="Income that the codes' rupiah go to, outside tax.",
    )

    transfer_fee_account_id = fields.Many2one(
        "account.account",
        "Account of the bank's fees",
        check_company=True,
        ondelete="restrict",
        help="Expense that the fee goes to where QRIS or a card terminal pays out several payments as one sum.",
    )

    _transfer_limits = models.Constraint(
        "CHECK (NOT transfer_open OR (transfer_code_max BETWEEN 1 AND 9999 AND transfer_hours BETWEEN 1 AND 720"
        " AND transfer_grace_days BETWEEN 0 AND 90))",
        "Unique codes go from 1 to 9,999 at most, the time to pay to 720 hours, and a code is kept for 90 days at most.",
    )
