from odoo import api, fields, models

from odoo.addons.innovasia_sales.tools.money import money


class TransferApproval(models.TransientModel):
    """It was this mutation: what it pays, and what becomes of what is more than was asked for."""

    _name = "transfer.approval"
    _description = "Approve a Transfer with a Mutation"

    verification_id = fields.Many2one("transfer.verification", required=True, readonly=True)
    mutation_id = fields.Many2one("bank.mutation", required=True, readonly=True)
    currency_id = fields.Many2one(related="verification_id.currency_id")
    claimed = fields.Monetary("The customer says", related="verification_id.amount")
    told = fields.Char("What it does", compute="_compute_told")
    over = fields.Monetary("More than was asked for", compute="_compute_told")
    over_goes = fields.Selection(
        [("open", "It stays unmatched, for another order"), ("credit", "It is this customer's credit")],
        "What is over",
        required=True,
        default="open",
    )

    @api.depends("verification_id", "mutation_id")
    def _compute_told(self):
        for approval in self:
            intent, there = approval.verification_id.intent_id, approval.mutation_id.open_amount
            missing = intent._still_due()
            left = max(0, missing - there)
            words = {
                "part": money(self.env, min(there, missing), approval.currency_id),
                "order": intent.order_id.sudo().name,
                "left": money(self.env, left, approval.currency_id),
            }
            approval.over = max(0, there - missing)
            if intent.received + there < intent.base:
                approval.told = self.env._("%(part)s pays a part of %(order)s; it goes on waiting for %(left)s.", **words)
            else:
                approval.told = self.env._("%(part)s pays %(order)s.", **words)

    def action_confirm(self):
        """Approve.

        :raises AccessError: for others than matchers
        :raises UserError: with what stands in the way; nothing is answered then
        """
        self.ensure_one()
        return self.verification_id.action_approve(self.mutation_id.id, self.over_goes == "credit")
