from odoo import models
from odoo.exceptions import UserError

from ...tools.given import one_id


class BankMutation(models.Model):
    """Money that went back: to the customer, or because the bank took it back."""

    _inherit = "bank.mutation"

    def action_refund(self, debit_mutation_id):
        """Say that what is open of this money was paid back by an outgoing mutation.

        :param int debit_mutation_id: bank.mutation that went out
        :return: a notice
        :raises AccessError: for others than matchers
        :raises UserError: with what stands in the way; nothing is booked then
        """
        self._check_matcher()
        debit = self._debit(debit_mutation_id)
        match = self.sudo()._refund(debit.sudo(), "manual", self.env.user)
        return self._notice(self.env._("Paid back"), debit.display_name, match_ids=match.ids)

    def action_reversed(self, debit_mutation_id):
        """Say that the bank took this money back by an outgoing mutation: what it paid for is reversed, the order waits
        again, and is never cancelled by itself.

        :param int debit_mutation_id: bank.mutation that went out
        :return: a notice
        :raises AccessError: for others than matchers
        :raises UserError: with what stands in the way; nothing is booked then
        """
        self._check_matcher()
        debit = self._debit(debit_mutation_id)
        self.sudo()._take_out(debit.sudo(), "manual", self.env.user)
        return self._notice(self.env._("Taken back by the bank"), debit.display_name)

    def _debit(self, mutation_id):
        debit = self.browse(one_id(mutation_id)).exists()
        if not debit:
            raise UserError(self.env._("This mutation is gone. Load the page again."))
        debit.check_access("read")
        return debit

    def _refund(self, debit, kind, user=None):
        """Settle what is open of this mutation with what is open of an outgoing one, as far as it goes.

        :param debit: bank.mutation
        :return: transfer.match
        :raises UserError: when they do not fit
        """
        self.ensure_one()
        (self | debit)._lock_rows()
        self._check_open()
        if debit.kind != "debit" or debit.state == "provisional" or debit.journal_id != self.journal_id:
            raise UserError(self.env._("Choose money that went out of the same account, and is dated."))
        amount = min(self.open_amount, debit.open_amount)
        if amount <= 0:
            raise UserError(self.env._("%s is settled already.", debit.display_name))
        match = self.env["transfer.match"].create(
            {**self._prepare_match(amount, kind, user), "purpose": "refund", "debit_id": debit.id}
        )
        self._reconcile_with(debit._suspense_line())
        (self | debit)._recount()
        return match

    def _take_out(self, debit, kind, user=None):
        """The bank took this money back: undo what it paid for, pair both, and alert finance.

        :return: transfer.match
        """
        self.ensure_one()
        matches = self.match_ids._live()
        intents = matches.intent_id
        if matches:
            matches._undo(self.env._("Taken back by the bank: %s", debit.description or debit.display_name))
        match = self._refund(debit, kind, user)
        for intent in intents:
            intent._alert_taken_back(self)
        return match
