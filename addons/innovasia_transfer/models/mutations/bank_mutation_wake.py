from odoo import SUPERUSER_ID, api, models


class BankMutation(models.Model):
    """Waking the matching of an account when there is money to match."""

    _inherit = "bank.mutation"

    @api.model
    def _match_soon(self, journal):
        """Have a job match the account's money once the current transaction is committed.

        A job that waits already may start before this transaction commits, and would not see its rows: so it is woken
        after the commit, with a fresh look.
        """
        cr, registry = self.env.cr, self.env.registry
        waking = cr.postcommit.data.setdefault("bank.mutation.match", set())
        if not waking:

            @cr.postcommit.add
            def wake():
                ids = cr.postcommit.data.pop("bank.mutation.match", set())
                with registry.cursor() as wake_cr:
                    env = api.Environment(wake_cr, SUPERUSER_ID, {})
                    env["bank.mutation"]._enqueue_matching(env["account.journal"].browse(ids).exists())

        waking.update(journal.ids)

    @api.model
    def _enqueue_matching(self, journals):
        """Make sure that a job matches each account's money after now."""
        for journal in journals:
            self.env["transfer.match"].with_company(journal.company_id).with_delay(
                channel="root.transfer",
                identity_key=f"transfer.match.{journal.id}",
                description=f"Bank transfers: match {journal.display_name}",
            )._run(journal)
