from markupsafe import Markup

from odoo import SUPERUSER_ID, api, models

_TOLD = "innovasia_sales.pending_told"


class SaleTransaction(models.Model):
    """Who entered a transaction hears what became of it; who verifies hears that there is something to do."""

    _inherit = "sale.transaction"

    @api.model_create_multi
    def create(self, vals_list):
        transactions = super().create(vals_list)
        transactions._tell_verifiers()
        return transactions

    def write(self, vals):
        result = super().write(vals)
        if "state" in vals:
            self._tell_verifiers()
        return result

    def _accepted(self):
        result = super()._accepted()
        self._tell_outcome("success")
        return result

    def _rejected(self):
        result = super()._rejected()
        self._tell_outcome("danger")
        return result

    def _reversed(self):
        result = super()._reversed()
        self._tell_outcome("warning")
        return result

    # --- who entered it --------------------------------------------------------------------

    def _tell_outcome(self, kind):
        """Tell who entered these transactions, on their screen and in the conversation; customers hear nothing of it."""
        for transaction in self.sudo():
            user = transaction.user_id
            if user and user != self.env.user and user.active:
                text = transaction.with_context(lang=user.lang)._outcome()
                user._bus_send("simple_notification", {"type": kind, "title": transaction.name, "message": text})
            if transaction.wa_channel_id and not self.env.context.get("wa_silent"):
                transaction._in_company_language()._note_outcome()

    def _outcome(self):
        """:return: what became of this transaction, in a sentence"""
        amount, who = self._money(), self.partner_id.name or self.name
        if self.state == "accepted":
            return self.env._("The payment of %(amount)s by %(who)s was accepted.", amount=amount, who=who)
        if self.state == "rejected":
            return self.env._(
                "The payment of %(amount)s by %(who)s was rejected: %(reason)s",
                amount=amount,
                who=who,
                reason=self.reject_reason or "-",
            )
        return self.env._(
            "The payment of %(amount)s by %(who)s was reversed: %(reason)s",
            amount=amount,
            who=who,
            reason=self.reversal_reason or "-",
        )

    def _note_outcome(self):
        """Write into the conversation, for colleagues only, what became of this transaction."""
        marks = {"accepted": "✅", "rejected": "❌", "reversed": "↩️"}
        body = Markup("{} <b>{}</b>: {}").format(marks.get(self.state, ""), self.name, self._outcome())
        # The system says it: a verifier joins no conversation.
        self.wa_channel_id.with_user(SUPERUSER_ID).message_post(
            body=body,
            message_type="notification",
            subtype_xmlid="mail.mt_note",
            author_id=self.company_id.partner_id.id,
        )

    # --- who verifies ----------------------------------------------------------------------

    @api.model
    def _tell_verifiers(self):
        """Have the screens of verifiers count anew, once per transaction of the database."""
        precommit = self.env.cr.precommit
        if not precommit.data.get(_TOLD):
            precommit.data[_TOLD] = True
            precommit.add(self.sudo().browse()._tell_verifiers_now)

    @api.model
    def _tell_verifiers_now(self):
        self.env.cr.precommit.data.pop(_TOLD, None)
        self.env.ref("innovasia_sales.group_verifier")._bus_send("innovasia_sales/pending_changed", {})

    @api.model
    def pending_count(self):
        """:return: how many transactions wait for the user; 0 for who does not verify"""
        if not self.env.user.has_group("innovasia_sales.group_verifier"):
            return 0
        return self.search_count([("state", "=", "pending")])
