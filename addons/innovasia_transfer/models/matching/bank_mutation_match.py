from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_sales.tools.money import money

from ...tools.given import one_id


class BankMutation(models.Model):
    """A person says which order money was for (spec/004, exceptions)."""

    _inherit = "bank.mutation"

    def action_match(self, intent_id, amount=None):
        """Say that these mutations were for an order that waits, or waited, for a transfer.

        What is over becomes the customer's credit; where it is too little, the order is paid in part and goes on waiting.

        :param int intent_id: transfer.intent
        :param int amount: rupiah of it, when a part was for another order; all that is open by default
        :return: a notice that says what came of it; its ``params`` name the ``match_ids``, which can be undone
        :raises AccessError: for others than matchers
        :raises UserError: with what stands in the way; nothing is booked then
        """
        self._check_matcher()
        intent = self.env["transfer.intent"].browse(one_id(intent_id)).exists()
        if not intent:
            raise UserError(self.env._("This expected transfer is gone. Load the page again."))
        intent.check_access("read")
        if amount is not None and len(self) != 1:
            raise UserError(self.env._("Tell the amount for one mutation at a time."))
        intent.sudo()._lock()
        self._lock_rows()
        amounts = {mutation: mutation.open_amount if amount is None else amount for mutation in self}
        matches = intent.sudo()._settle(amounts, "manual", self.env.user)
        return self._notice(self.env._("Matched"), intent.sudo()._outcome_told(), match_ids=matches.ids)

    def action_back(self, transaction_id):
        """Say that this is the money of a payment that was accepted before any money was seen.

        :param int transaction_id: sale.transaction
        :return: a notice, as ``action_match`` gives one
        :raises AccessError: for others than matchers
        :raises UserError: with what stands in the way; nothing is booked then
        """
        self._check_matcher()
        transaction = self.env["sale.transaction"].browse(one_id(transaction_id)).exists()
        if not transaction:
            raise UserError(self.env._("This transaction is gone. Load the page again."))
        # sudo: matchers have no rights on the books; what they may do was checked
        match = self.sudo()._back(transaction.sudo(), "manual", self.env.user)
        told = self.env._(
            "%(amount)s of %(transaction)s is at the bank.",
            amount=money(self.env, match.amount, match.currency_id),
            transaction=transaction.sudo().name,
        )
        return self._notice(self.env._("Matched"), told, match_ids=match.ids)

    def _back(self, transaction, kind, user=None, purpose="backing"):
        """Settle what an accepted transaction claims from the suspense account with this mutation, as far as it goes.

        :param str purpose: ``order`` where the transaction was made for this mutation: undoing the match reverses it then
        :return: transfer.match
        :raises UserError: when there is nothing to settle
        """
        self.ensure_one()
        transaction._lock()
        self._lock_rows()
        self._check_open()
        if transaction.payment_id.journal_id != self.journal_id:
            raise UserError(self.env._("This is no payment to %s.", self.journal_id.display_name))
        amount = min(self.open_amount, transaction.unbacked_amount)
        if amount <= 0 or transaction.state != "accepted":
            raise UserError(self.env._("The money of %s was found at the bank already.", transaction.name))
        match = self.env["transfer.match"].create(
            {
                **self._prepare_match(amount, kind, user),
                "purpose": purpose,
                "intent_id": transaction.transfer_intent_id.id,
                "transaction_id": transaction.id,
                "verification_id": transaction.transfer_verification_id.id,
            }
        )
        self._reconcile_with(transaction._suspense_line())
        self._recount()
        if not transaction.unbacked_amount:
            transaction.transfer_verification_id._backed(self)
        return match

    def action_set_aside(self, reason):
        """Take these out of the list of the unmatched ones: they are no payments for orders. The money stays where it is.

        :param str reason: what they are
        :raises AccessError: for others than matchers
        :raises UserError: without a reason, or when one of them is settled already
        """
        self._check_matcher()
        reason = self.env["sale.transaction"]._check_reason(reason)
        self._lock_rows()
        if settled := self.filtered(lambda mutation: not mutation.open_amount)[:1]:
            raise UserError(self.env._("%s is settled already.", settled.display_name))
        values = {"set_aside_at": fields.Datetime.now(), "set_aside_reason": reason, "set_aside_by_id": self.env.uid}
        self.sudo().write(values)
        return self._notice(self.env._("Set aside"), reason)

    def action_take_back(self):
        """Put these back into the list of the unmatched ones.

        :raises AccessError: for others than matchers
        """
        self._check_matcher()
        self.sudo().write({"set_aside_at": False, "set_aside_reason": False, "set_aside_by_id": False})
        return self._notice(self.env._("Back in the list"), "")

    # --- steps ---------------------------------------------------------------------------------

    def _check_open(self):
        """:raises UserError: when one of these is nothing that can be settled"""
        for mutation in self:
            if mutation.state == "provisional":
                raise UserError(
                    self.env._("The bank has not dated %s yet: it can be matched when it has.", mutation.display_name)
                )
            if mutation.kind != "credit":
                raise UserError(self.env._("%s went out: only money that came in pays for something.", mutation.display_name))
            if not mutation.open_amount:
                raise UserError(self.env._("%s is settled already.", mutation.display_name))

    def _prepare_match(self, amount, kind, user=None):
        self.ensure_one()
        return {
            "mutation_id": self.id,
            "company_id": self.company_id.id,
            "amount": amount,
            "kind": kind,
            "user_id": user and user.id,
            "matched_at": fields.Datetime.now(),
        }

    def _notice(self, title, message, **more):
        """:return: an action that shows a notice"""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "title": title,
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
                **more,
            },
        }
