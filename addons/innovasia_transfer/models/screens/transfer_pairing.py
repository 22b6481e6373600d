from odoo import api, fields, models
from odoo.exceptions import UserError


class TransferPairing(models.TransientModel):
    """Which outgoing mutation took this money back: we returned it, or the bank reversed it."""

    _name = "transfer.pairing"
    _description = "Money That Went Back"

    mutation_id = fields.Many2one("bank.mutation", "Arrived", required=True, readonly=True)
    is_reversal = fields.Boolean(readonly=True)
    journal_id = fields.Many2one(related="mutation_id.journal_id")
    date = fields.Date(related="mutation_id.date")
    debit_id = fields.Many2one(
        "bank.mutation",
        "Went back",
        compute="_compute_debit_id",
        store=True,
        readonly=False,
        domain="[('journal_id', '=', journal_id), ('kind', '=', 'debit'), ('state', '=', 'outgoing'), ('date', '>=', date)]",
    )

    @api.depends("mutation_id")
    def _compute_debit_id(self):
        """The same amount, when exactly one went out."""
        for pairing in self:
            money = pairing.mutation_id
            amount = money.amount if pairing.is_reversal else money.open_amount
            found = money.search(
                [
                    ("journal_id", "=", money.journal_id.id),
                    ("kind", "=", "debit"),
                    ("state", "=", "outgoing"),
                    ("date", ">=", money.date),
                    ("amount", "=", amount),
                ],
                limit=2,
            )
            pairing.debit_id = found if len(found) == 1 else pairing.debit_id

    def action_confirm(self):
        """Settle both with each other.

        :raises AccessError: for who does not match money
        :raises UserError: when they do not fit, with the sentence that says why
        """
        self.ensure_one()
        if not self.debit_id:
            raise UserError(self.env._("Choose by which outgoing mutation the money went back."))
        if self.is_reversal:
            return self.mutation_id.action_reversed(self.debit_id.id)
        return self.mutation_id.action_refund(self.debit_id.id)
