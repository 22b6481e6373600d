from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from odoo.addons.innovasia_crm.tools.actions import notification

#: A customer who writes after this long gets no receipt of old by itself any more.
LIFE = timedelta(days=30)


class SaleTransaction(models.Model):
    """The receipt (kuitansi) of accepted money: numbered without gaps, void when the transaction is reversed (spec/000)."""

    _inherit = "sale.transaction"

    receipt_message_id = fields.Many2one(index="btree_not_null")
    receipt_message_state = fields.Selection(related="receipt_message_id.state", string="Message", related_sudo=True)

    _receipt_due_idx = models.Index("(id) WHERE receipt_state = 'waiting' AND receipt_reason IS NULL")
    _receipt_waiting_idx = models.Index("(partner_id) WHERE receipt_state = 'waiting'")

    # --- what happens to the transaction ---------------------------------------------------

    def _accepted(self):
        result = super()._accepted()
        self._number_receipts()
        self._plan_receipts()
        return result

    def _reversed(self):
        """Let the receipt be printed as void from now on; what was sent stays in the conversation."""
        result = super()._reversed()
        queued = self.receipt_message_id.sudo().filtered(lambda message: message.state == "outgoing").try_lock_for_update()
        queued.write({"state": "skipped", "next_try_at": False})
        queued._notify_ticks()
        unsent = self.filtered(lambda t: t.receipt_state == "waiting" or t.receipt_message_id in queued)
        unsent.write(
            {"receipt_state": "skipped", "receipt_reason": self.env._("The transaction was reversed before it was sent.")}
        )
        self.receipt_attachment_id = False  # the file stays with the transaction; the next print says void
        return result

    def _number_receipts(self):
        """Give each of these transactions the next number of its company, in the caller's own transaction."""
        for company, transactions in self.filtered(lambda t: not t.receipt_number).grouped("company_id").items():
            sequence = company._receipt_sequence()
            self._wait_for_receipt_numbers(sequence)
            today = company._ledger_date()
            for transaction in transactions.sorted("id"):
                transaction.receipt_number = sequence.next_by_id(today)

    def _wait_for_receipt_numbers(self, sequence):
        """Let whoever is numbering receipts finish first.

        Odoo's own lock refuses at once, and its retries may run out. A write waits, then fails as a
        serialization conflict, and the request begins anew with the next number in sight. It also keeps
        two from opening the same new year.
        """
        self.env.execute_query(
            SQL("UPDATE ir_sequence SET padding = padding WHERE id = %s RETURNING id", sequence.id),
        )

    # --- sending: what is to be done -------------------------------------------------------

    def _plan_receipts(self):
        """Have the receipts sent that somebody waits for, after the commit."""
        conversations = self._receipt_conversations()
        reasons = {transaction: transaction._no_receipt_because(conversations[transaction]) for transaction in self}
        for reason, transactions in self.grouped(reasons.get).items():
            transactions.write({"receipt_state": "skipped" if reason else "waiting", "receipt_reason": reason})
        if not all(reasons.values()):
            self._wake_receipts_after_commit()

    def _no_receipt_because(self, conversation):
        """:return: why this receipt is not sent by itself, in the company's language; False when it is"""
        told = self._in_company_language()
        if self.env.context.get("wa_silent") or self.source == "import":
            return told.env._("Imported: customers are told nothing.")
        if self.source == "cashier":
            return told.env._("Printed at the counter.")
        if not self.company_id.receipt_auto_send:
            return told.env._("Sending receipts is switched off.")
        if not conversation and not self.partner_id.wa_number:
            return told.env._("The customer has no WhatsApp number.")
        return False

    def _receipt_conversations(self):
        """Find where these receipts go: into the transactions' own conversations, else into the customers' latest.

        :return: {sale.transaction: discuss.channel, maybe empty}
        """
        channels = self.env["discuss.channel"].sudo().with_context(active_test=False)
        own = {transaction: transaction.sudo().wa_channel_id for transaction in self}
        # A conversation that was merged into another one has no identity any more.
        others = self.filtered(lambda transaction: not own[transaction].wa_identity_id)
        partner_of = {transaction: own[transaction].wa_partner_id or transaction.partner_id for transaction in others}
        latest = {}
        if others:
            asked = [
                ("wa_partner_id", "in", [partner.id for partner in partner_of.values()]),
                ("wa_identity_id", "!=", False),
                ("wa_account_id.company_id", "in", others.company_id.ids),
            ]
            for channel in channels.search(asked, order="last_interest_dt, id"):
                latest[channel.wa_partner_id, channel.wa_account_id.company_id] = channel
        return {
            transaction: latest.get((partner_of[transaction], transaction.company_id), channels)
            if transaction in others
            else own[transaction]
            for transaction in self
        }

    def action_send_receipt(self):
        """Send these receipts now, or as soon as it is possible: "Send now".

        :return: a notification
        :raises UserError: when one is not of an accepted transaction, or is with the customer already
        """
        self._check_receipt_access()
        receipts = self.sudo()
        if receipts.filtered(lambda t: t.state != "accepted" or not t.receipt_number):
            raise UserError(self.env._("Only accepted transactions have a receipt."))
        if sent := receipts.filtered(lambda t: t.receipt_state == "sent"):
            raise UserError(self.env._("Sent to the customer already: %s.", ", ".join(sent.mapped("receipt_number"))))
        receipts.write({"receipt_state": "waiting", "receipt_reason": False})
        if len(receipts) == 1:
            receipts._deliver_receipt()
            reason = receipts.receipt_reason
            message = reason or self.env._("The receipt %s is on its way.", receipts.receipt_number)
        else:
            self._wake_receipts_after_commit()
            reason, message = False, self.env._("%s receipts go out now.", len(receipts))
        return notification(
            message, type="warning" if reason else "success", next={"type": "ir.actions.client", "tag": "soft_reload"}
        )

    def _check_receipt_access(self):
        """:raises AccessError: unless the user verifies, or entered these transactions"""
        self.check_access("read")
        user = self.env.user
        if not self.env.su and not user.has_group("innovasia_sales.group_verifier") and self.sudo().user_id - user:
            raise AccessError(self.env._("Receipts of others' transactions are sent by verifiers."))

    @api.model
    def _revive_receipts(self, domain):
        """Try the receipts again that wait for something that has happened now.

        :param domain: of those transactions
        """
        waiting = self.sudo().search(
            [
                ("receipt_state", "=", "waiting"),
                ("receipt_reason", "!=", False),
                ("state", "=", "accepted"),
                ("decided_at", ">", fields.Datetime.now() - LIFE),
                *domain,
            ]
        )
        if waiting:
            waiting.receipt_reason = False
            self._wake_receipts_after_commit()

    def _in_company_language(self):
        """These transactions, speaking as their company does."""
        return self.with_context(lang=self.company_id[:1]._language())
