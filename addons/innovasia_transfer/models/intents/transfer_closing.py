from odoo import api, models
from odoo.exceptions import RedirectWarning

from .transfer_intent import LIVE


class TransferIntent(models.Model):
    """Who was told to transfer can do so, and ask for more time, until nobody waits for it any more."""

    _inherit = "transfer.intent"

    def _refuse_to_close(self, name):
        """:param str name: of the account, or the payment method, that would take no transfers any more
        :raises RedirectWarning: when customers were told to transfer to it, with the way to these"""
        if self:
            raise RedirectWarning(
                self.env._(
                    "%(count)s customers were told to transfer by “%(name)s”, and have not paid yet. Wait until they have, or"
                    " cancel these expected transfers first.",
                    count=len(self),
                    name=name,
                ),
                self._get_records_action(name=self.env._("Expected transfers")),
                self.env._("Show them"),
            )


class SalePaymentMethod(models.Model):
    _inherit = "sale.payment.method"

    @api.constrains("is_transfer", "journal_id", "active")
    def _check_waits(self):
        # sudo: whoever names a payment method need not see who is waited for
        methods = self.sudo()
        live = methods.env["transfer.intent"].search([("payment_method_id", "in", methods.ids), ("state", "in", LIVE)])
        for method, intents in live.grouped("payment_method_id").items():
            if not method.is_transfer or not method.active or intents.journal_id != method.journal_id:
                intents.sudo(self.env.su)._refuse_to_close(method.name)


class AccountJournal(models.Model):
    _inherit = "account.journal"

    @api.constrains("transfer_open", "active")
    def _check_waits(self):
        closed = self.sudo().filtered(lambda journal: not journal.transfer_open or not journal.active)
        live = closed.env["transfer.intent"].search([("journal_id", "in", closed.ids), ("state", "in", LIVE)])
        for journal, intents in live.grouped("journal_id").items():
            intents.sudo(self.env.su)._refuse_to_close(journal.display_name)
