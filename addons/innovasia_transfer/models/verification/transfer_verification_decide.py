from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ...tools.given import one_id


class TransferVerification(models.Model):
    """Finance answers: it was this mutation, or it is believed without one by a second person, or it was not found."""

    _inherit = "transfer.verification"

    def action_approve(self, mutation_id=None, over_is_credit=False):
        """Say that the money is there. It pays what was asked for; what is more stays open on the mutation.

        :param int mutation_id: the bank.mutation it was. Without one, the order is paid on this person's word, which has to
            be another person than who asked; the transaction stays unbacked until a mutation arrives for it
        :param bool over_is_credit: the mutation is this customer's as a whole: what is more becomes their credit
        :return: an action: a notice that closes the window
        :raises AccessError: for others than matchers
        :raises UserError: when it is answered already, the mutation is spent, or a second person is needed
        """
        self.ensure_one()
        self._check_matcher()
        verification, user = self.sudo(), self.env.user
        verification._lock()
        verification._check_open()
        if refusal := verification._why_not_expected():
            raise UserError(refusal)
        if mutation_id:
            verification._approve_with(self._mutation(mutation_id), user, over_is_credit)
        else:
            verification._approve_without(user)
        verification._keep_evidence()
        verification._answered()
        return self._notice(self.env._("Approved"), verification._answer())

    def action_open_approval(self, mutation_id):
        """:param int mutation_id: the bank.mutation that it may have been
        :return: an action: the window that says what approving it with this mutation does
        :raises AccessError: for others than matchers
        :raises UserError: when there is no such mutation
        """
        self.ensure_one()
        self._check_matcher()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("It was this mutation"),
            "res_model": "transfer.approval",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_verification_id": self.id, "default_mutation_id": self._mutation(mutation_id).id},
        }

    def action_reject(self, reason):
        """Say that the money is not there.

        :param str reason: why, in words, for who asked
        :return: an action: a notice that closes the window
        :raises AccessError: for others than matchers
        :raises UserError: without a reason, or when it is answered already
        """
        self.ensure_one()
        self._check_matcher()
        reason = self.env["sale.transaction"]._check_reason(reason)
        verification = self.sudo()
        verification._lock()
        verification._check_open()
        verification._decide(self.env.user, state="rejected", reject_reason=reason)
        verification._answered()
        return self._notice(self.env._("Rejected"), self.env._("%s hears of it.", verification.user_id.name), "info")

    def action_ask_again(self):
        """:return: an action that opens a new one with what was told before, for what finance rejected"""
        self.ensure_one()
        self.check_access("read")
        told = {name: self[name] for name in ("amount", "account_number", "bank_name", "holder", "transferred_at", "note")}
        proofs = [Command.set(self.proof_ids.ids)]
        again = self.create({**told, "intent_id": self.intent_id.id, "proof_ids": proofs})
        return again._action_show()

    def _check_matcher(self):
        """:raises AccessError: unless this person answers for finance"""
        if not self._is_matcher():
            raise AccessError(self.env._("Only people who match transfers answer manual verifications."))
        self.check_access("read")

    def _mutation(self, mutation_id):
        mutation = self.env["bank.mutation"].browse(one_id(mutation_id)).exists()
        mutation.check_access("read")
        if not mutation or mutation.company_id != self.company_id:
            raise UserError(self.env._("This mutation is not there any more. Choose another one."))
        return mutation.sudo()

    def _approve_with(self, mutation, user, over_is_credit):
        self._decide(user, state="approved", mutation_id=mutation.id)
        amount = mutation.open_amount if over_is_credit else min(mutation.open_amount, self.intent_id._still_due())
        match = self.intent_id._settle({mutation: amount}, "manual", user=user, verification=self)
        self.transaction_id = match.transaction_id

    def _approve_without(self, user):
        if self.user_id == user:
            raise UserError(
                self.env._(
                    "You asked for this yourself: without a mutation, somebody else has to approve it. Or name the mutation."
                )
            )
        self._decide(user, state="approved", is_unbacked=True)
        # Nobody has seen more than was asked for.
        amount = min(self.amount, self.intent_id._still_due())
        self.transaction_id = self.intent_id._approve_unbacked(amount, user, self)

    def _decide(self, user, **values):
        now = fields.Datetime.now()
        for verification in self:
            late = verification.due_at and verification.due_at < now
            verification.write(
                {
                    "decided_at": now,
                    "decided_by_id": user and user.id,
                    "breached_at": verification.breached_at or (late and verification.due_at),
                    **values,
                }
            )

    def _keep_evidence(self):
        """Show the proof with the transaction as well."""
        for verification in self.filtered("transaction_id"):
            transaction = verification.transaction_id
            place = {"res_model": transaction._name, "res_id": transaction.id}
            files = verification.proof_ids.with_context(image_no_postprocess=True)
            copies = [file.copy({**place, "name": file.name, "public": False, "access_token": False}) for file in files]
            transaction.evidence_ids = [Command.link(copy.id) for copy in copies]

    # --- money that comes later ----------------------------------------------------------------

    def _came_by_itself(self, match):
        """The transfer that finance was asked for was found without them.

        :param match: the transfer.match that paid for it
        """
        money = {"mutation_id": match.mutation_id.id, "transaction_id": match.transaction_id.id}
        self._decide(match.user_id, state="approved", **money)
        self._answered()

    def _backed(self, mutation):
        """The mutation of what was approved without one has arrived.

        :param mutation: bank.mutation
        """
        self.write({"mutation_id": mutation.id, "is_unbacked": False})
        for verification in self:
            verification.message_post(
                body=verification.env._("The mutation has arrived: %s.", verification.mutation_id.display_name)
            )
