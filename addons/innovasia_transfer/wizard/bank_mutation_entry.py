from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..tools.mutation_row import MAX_AMOUNT, Row


class BankMutationEntry(models.TransientModel):
    """A mutation that somebody read at the bank, and that neither the feed nor a file has brought yet."""

    _name = "bank.mutation.entry"
    _description = "Enter a Bank Mutation"

    journal_id = fields.Many2one(
        "account.journal", "Bank account", required=True, default=lambda self: self._default_journal(),
        domain="[('type', '=', 'bank'), ('company_id', 'in', allowed_company_ids)]",
    )  # fmt: skip
    currency_id = fields.Many2one(related="journal_id.company_id.currency_id")
    date = fields.Date("Booked on", required=True, default=fields.Date.context_today)
    kind = fields.Selection([("credit", "In"), ("debit", "Out")], "Direction", required=True, default="credit")
    amount = fields.Monetary(required=True)
    description = fields.Char(help="As the bank writes it: suggestions look for the customer's name in it.")
    sender_name = fields.Char("Sender's name")
    sender_account = fields.Char("Sender's account number")
    same_ids = fields.Many2many("bank.mutation", compute="_compute_same_ids", string="Known already")
    is_another = fields.Boolean("It is another one", help="The bank shows one more than those.")

    def _default_journal(self):
        domain = [("type", "=", "bank"), ("company_id", "=", self.env.company.id)]
        return self.env["account.journal"].search(domain, order="transfer_open DESC, sequence, id", limit=1)

    @api.depends("journal_id", "date", "kind", "amount")
    def _compute_same_ids(self):
        for entry in self:
            entry.same_ids = self.env["bank.mutation"].search(
                [
                    ("journal_id", "=", entry.journal_id.id),
                    ("date", "=", entry.date),
                    ("kind", "=", entry.kind),
                    ("amount", "=", entry.amount),
                    ("is_pending", "=", False),
                ]
            )

    def action_enter(self):
        """Enter it, and show it. What the bank tells of it later is known then.

        :return: an action that shows the mutation
        :raises AccessError: for who may not match
        :raises UserError: it is no mutation, lies ahead, or is known already and not said to be another one
        """
        self.ensure_one()
        if not self.env.user.has_group("innovasia_transfer.group_matcher"):
            raise AccessError(self.env._("Only who matches bank transfers may enter mutations."))
        self._check()
        row = Row(
            date=self.date,
            kind=self.kind,
            amount=int(self.amount),
            description=self.description or "",
            sender_name=self.sender_name or "",
            sender_account=self.sender_account or "",
        )
        # In one delivery each row is money of its own: those that are known, and this one.
        rows = [row] * (len(self.same_ids) + 1)
        ingested = self.env["bank.mutation"]._ingest(self.journal_id.sudo(), rows, "manual")
        return {
            "type": "ir.actions.act_window",
            "res_model": "bank.mutation",
            "res_id": ingested.mutations[:1].id,
            "views": [(False, "form")],
        }

    def _check(self):
        if self.journal_id.company_id not in self.env.companies:
            raise UserError(self.env._("%s is of another company.", self.journal_id.display_name))
        if self.amount <= 0 or self.amount > MAX_AMOUNT or self.amount != int(self.amount):
            raise UserError(self.env._("Enter the amount in whole rupiah, more than zero."))
        if self.date > fields.Date.context_today(self):
            raise UserError(self.env._("This day is still to come: a mutation has the day on which the bank booked it."))
        if self.same_ids and not self.is_another:
            raise UserError(
                self.env._(
                    "This account has %(count)s such mutation(s) on that day already. If the bank shows one more, tick “It is"
                    " another one”.",
                    count=len(self.same_ids),
                )
            )
