from odoo import api, models
from odoo.exceptions import UserError

#: What the bank said. It never changes, whoever asks.
FACTS = {
    "journal_id", "company_id", "date", "booked_at", "ingested_at", "kind", "amount", "description", "balance", "has_balance",
    "sender_name", "sender_account", "is_pending", "origin", "provider_ref", "bank_ref", "fingerprint", "ordinal", "event_id",
    "import_id", "statement_line_id",
}  # fmt: skip


class BankMutation(models.Model):
    """Append-only: what the bank said stays as it was said (TRANSFERS.md, Data)."""

    _inherit = "bank.mutation"

    def write(self, vals):
        """Keep what it was settled with; refuse to change what the bank said.

        :raises UserError: for a fact of the bank
        """
        if FACTS & vals.keys():
            raise UserError(self.env._("A bank mutation is what the bank said: it cannot be changed."))
        return super().write(vals)

    def copy_data(self, default=None):
        """:raises UserError: always; equal money arrives as a row of its own"""
        raise UserError(self.env._("A bank mutation is what the bank said: it cannot be copied."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A bank mutation is what the bank said: it cannot be deleted."))
