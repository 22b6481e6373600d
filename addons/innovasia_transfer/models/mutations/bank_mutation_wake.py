from odoo import api, models

from odoo.addons.innovasia_whatsapp.models.background import after_commit


class BankMutation(models.Model):
    """Waking the matching of an account when there is money to match."""

    _inherit = "bank.mutation"

    @api.model
    def _match_soon(self, journal):
        """Have a job match the account's money once the current transaction is committed."""
        after_commit(
            journal,
            "bank.mutation.match",
            lambda journals: journals.env["bank.mutation"]._enqueue_matching(journals.exists()),
        )

    @api.model
    def _enqueue_matching(self, journals):
        """Make sure that a job matches each account's money after now."""
        for journal in journals:
            self.env["transfer.match"].with_company(journal.company_id).with_delay(
                channel="root.transfer",
                identity_key=f"transfer.match.{journal.id}",
                description=f"Bank transfers: match {journal.display_name}",
            )._run(journal)
