from odoo import fields, models
from odoo.exceptions import AccessError, UserError

PAYERS = ("innovasia_sales.group_verifier", "account.group_account_invoice")


class SaleReturn(models.Model):
    """What was paid for returned goods: paid back, kept, set off, or spent on other goods."""

    _inherit = "sale.return"

    def action_refund(self):
        """Pay the money of returns back that wait for it: one payment for those of the same bulk return, one for any other.

        :raises AccessError: for others than verifiers and people of the books
        :raises UserError: when it is paid back already, or cannot be paid
        """
        if not self._may_refund():
            raise AccessError(self.env._("Only verifiers and people of the books pay money back."))
        self.check_access("read")
        for document in self.sorted("id"):
            document._lock()
            if refusal := document.sudo()._why_not_refunded():
                raise UserError(refusal)
        # sudo: verifiers have no rights on payments; checked above
        for documents in self.sudo().grouped(lambda document: document._paid_back_with()).values():
            documents._for_books()._refund()
        return True

    def _paid_back_with(self):
        """:return: returns for which this is the same are paid back by one payment"""
        return self.bulk_id or self, self.payment_method_id, self.currency_id, self._open_credit().account_id

    def _pay_back_if_may(self):
        """Pay back at once what these leave to pay, when the person who takes them back may do that."""
        waiting = self.filtered(lambda document: document.state == "refunding")
        # As the person, not as the system that credits for them.
        if waiting and self.sudo(False)._may_refund():
            waiting.action_refund()

    def _may_refund(self):
        return self.env.su or any(self.env.user.has_group(group) for group in PAYERS)

    def _settle(self):
        """Settle what the credit notes leave after their own invoices."""
        self._set_off(self.order_id._open_invoices())
        if not self._open_credit():
            return
        if self.settlement == "refund":
            self.state = "refunding"
        elif self.settlement == "invoice":
            self._set_off(self.settled_invoice_ids or self._invoices_of_customer())
        elif self.settlement == "exchange":
            self._exchange()

    def _open_credit(self):
        """:return: account.move.line, what the credit notes leave to settle"""
        return self.credit_note_ids._receivable_lines()

    def _invoices_of_customer(self):
        """:return: account.move, the open invoices of the customer"""
        return self.env["account.move"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("commercial_partner_id", "=", self.partner_id.commercial_partner_id.id),
                ("move_type", "=", "out_invoice"),
                ("state", "=", "posted"),
                ("amount_residual", ">", 0),
            ]
        )

    def _set_off(self, invoices):
        """Reduce invoices by the open credit, those that are due first, first."""
        credit = self._open_credit()
        invoices = invoices.filtered(
            lambda move: (
                move.state == "posted"
                and move.move_type == "out_invoice"
                and move.commercial_partner_id == self.partner_id.commercial_partner_id
            )
        )
        claims = invoices._receivable_lines(credit.account_id)
        if credit and claims:
            (credit | claims).reconcile()

    def _why_not_refunded(self):
        """:return: the sentence that says why no money is paid back, or None"""
        if self.state == "refunding":
            if not self._open_credit():
                return self.env._("Nothing of %s is left to pay back: its credit notes are settled otherwise.", self.name)
            return self._why_not_money()
        if self.state == "done" and self.refund_payment_id:
            return self.env._(
                "The money of %(name)s was paid back by %(user)s on %(date)s.",
                name=self.name,
                user=self.refunded_by_id.name,
                date=fields.Datetime.context_timestamp(self, self.refunded_at).strftime("%d/%m/%Y %H:%M"),
            )
        return self.env._("Return %s has no money to pay back.", self.name)

    def _refund(self):
        """Pay the open credit of these back, and reconcile it with the one payment."""
        credit = self._open_credit()
        payment = self.env["account.payment"].create(self._prepare_refund(credit))
        line = payment.payment_method_line_id
        # Only writing it keeps Odoo from its own choice, money on its way.
        payment.outstanding_account_id = line.payment_account_id or line.journal_id.default_account_id
        payment.action_post()
        (credit | payment.move_id._receivable_lines(credit.account_id)).reconcile()
        self.write(
            {
                "state": "done",
                "refund_payment_id": payment.id,
                "refunded_at": fields.Datetime.now(),
                "refunded_by_id": self.env.uid,
            }
        )

    def _prepare_refund(self, credit):
        method = self.payment_method_id
        return {
            "payment_type": "outbound",
            "partner_type": "customer",
            "partner_id": credit.partner_id[:1].commercial_partner_id.id,
            "amount": -sum(credit.mapped("amount_residual_currency")),
            "currency_id": self.currency_id.id,
            "date": self.company_id._ledger_date(),
            "journal_id": method.journal_id.id,
            "payment_method_line_id": method._outgoing_line().id,
            "destination_account_id": credit.account_id[:1].id,
            "memo": " ".join((self.bulk_id or self.order_id).mapped("name") + self.mapped("name")),
        }

    def _refund_undone(self):
        """The payment was taken back in the books: the money is to be paid back once more."""
        documents = self.filtered(lambda document: document.state == "done").sudo()
        # Odoo leaves the draft of an entry reconciled.
        documents.refund_payment_id.move_id.line_ids.remove_move_reconcile()
        for document in documents:
            document.refund_payment_id.undone_return_id = document
        documents.write({"state": "refunding", "refund_payment_id": False, "refunded_at": False, "refunded_by_id": False})


class SalePaymentMethod(models.Model):
    _inherit = "sale.payment.method"

    def _outgoing_line(self):
        """:return: account.payment.method.line by which money leaves the journal; empty when there is none"""
        self.ensure_one()
        lines = self.journal_id.outbound_payment_method_line_ids
        return (lines.filtered(lambda line: line.code == "manual") or lines)[:1]

    def _why_not_paying(self):
        """:return: the sentence that says why no money can be paid back by this method, or None"""
        if refusal := self._why_not_usable():
            return refusal
        if not self._outgoing_line():
            return self.env._(
                "Journal %(journal)s of payment method %(method)s has no way in which payments go.",
                journal=self.journal_id.display_name,
                method=self.display_name,
            )
        return None
