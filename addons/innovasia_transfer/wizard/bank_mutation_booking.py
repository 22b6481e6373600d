from odoo import api, fields, models


class BankMutationBooking(models.TransientModel):
    """Which account money belongs to that is no order's."""

    _name = "bank.mutation.booking"
    _description = "Book Mutations to an Account"

    mutation_ids = fields.Many2many("bank.mutation", readonly=True)
    company_id = fields.Many2one(related="mutation_ids.company_id")
    account_id = fields.Many2one(
        "account.account",
        compute="_compute_account_id",
        store=True,
        readonly=False,
        domain="[('company_ids', 'in', company_id), ('account_type', 'not in', ('asset_cash', 'asset_receivable'))]",
    )
    label = fields.Char("Text", help="Empty: the bank's own text.")

    @api.depends("mutation_ids")
    def _compute_account_id(self):
        """Where a payment of just this amount waits for the bank's word, it is that one most likely."""
        for window in self:
            mutation = window.mutation_ids._origin
            paid = len(mutation) == 1 and mutation._payments_waiting()[:1]
            window.account_id = paid.account_id if paid else window.account_id

    def action_confirm(self):
        """Book all of them.

        :return: a notice
        :raises AccessError: for who does not keep the books
        :raises UserError: with what stands in the way; nothing is booked then
        """
        self.ensure_one()
        return self.mutation_ids.action_book(self.account_id.id, self.label)
