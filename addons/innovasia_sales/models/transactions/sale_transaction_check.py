from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date

VERIFIER = "innovasia_sales.group_verifier"
#: Clocks differ a little.
TOLERANCE = timedelta(minutes=5)


class SaleTransaction(models.Model):
    """What can be accepted, and why something cannot, in a sentence."""

    _inherit = "sale.transaction"

    def _is_verifier(self):
        return self.env.su or self.env.user.has_group(VERIFIER)

    def _check_verifier(self):
        """:raises AccessError: unless this person decides about transactions"""
        if not self._is_verifier():
            raise AccessError(self.env._("Only verifiers decide whether a payment arrived."))
        self.check_access("read")

    def _lock(self):
        """Wait until nobody else decides about these transactions and their orders, always in the same order.

        Who waited sees what the other one did only after beginning anew, which the serialization error brings about.
        """
        self.env.flush_all()
        for records in (self, self.sudo().order_id):
            if records:
                table = SQL.identifier(records._table)
                self.env.cr.execute(SQL("SELECT id FROM %s WHERE id IN %s ORDER BY id FOR UPDATE", table, records._ids))

    # --- why not -------------------------------------------------------------------------------

    def _check_acceptable(self):
        """:raises UserError: when one of these cannot be accepted, with the reason"""
        for transaction in self:
            if refusal := transaction._why_not_acceptable():
                raise UserError(refusal)

    def _why_not_acceptable(self):
        """Tell why this transaction cannot be accepted. Valid is, by spec/000 and the law of the books: pending, a customer,
        at least one product, a positive amount, a date neither in the future nor in a locked period, a usable journal.

        :return: a sentence, or None
        """
        self.ensure_one()
        if self.state != "pending":
            return self._why_decided()
        if not self.partner_id:
            return self.env._("Transaction %s names no customer.", self.name)
        return self._why_not_what_is_paid() or self._why_not_amount() or self._why_not_when()

    def _why_not_what_is_paid(self):
        order, currency = self.order_id, self.currency_id
        if not order and not self.allocation_ids:
            return self.env._("Transaction %s names neither an order nor an invoice that was paid.", self.name)
        if order.state == "cancel":
            return self.env._("Order %s is cancelled. Take it up again first, or reject the transaction.", order.name)
        if order and not order._has_products():
            return self.env._("Order %s has no product.", order.name)
        if order and order.currency_id != currency:
            return self.env._("Order %(order)s is not in %(currency)s.", order=order.name, currency=currency.name)
        for invoice in self.allocation_ids.invoice_id:
            if invoice.state != "posted" or invoice.move_type != "out_invoice" or invoice.currency_id != currency:
                return self.env._("%s is no posted invoice that can be settled.", invoice.display_name)
            if invoice.commercial_partner_id != self.partner_id.commercial_partner_id:
                return self.env._("%s is not an invoice of the customer.", invoice.display_name)
            if not invoice.amount_residual:
                return self.env._("%s is paid already.", invoice.display_name)
        return None

    def _why_not_amount(self):
        if self.currency_id.compare_amounts(self.amount, 0) <= 0:
            return self.env._("The amount of transaction %s must be more than zero.", self.name)
        if self.currency_id.compare_amounts(sum(self.allocation_ids.mapped("amount")), self.amount) > 0:
            return self.env._("Transaction %s is meant for more than was paid.", self.name)
        return self.payment_method_id._why_not_usable()

    def _why_not_when(self):
        if self.paid_at > fields.Datetime.now() + TOLERANCE:
            return self.env._(
                "Transaction %(name)s is dated %(date)s, which is still to come.",
                name=self.name,
                date=self._clock(self.paid_at),
            )
        return self._why_not_on(self.company_id._ledger_date(self.paid_at))

    def _why_not_on(self, date):
        """:return: the sentence that says why nothing can be entered on that day, or None"""
        locks = self._locks_on(date)
        if not locks:
            return None
        return self.env._(
            "The books are closed for %(date)s: %(locks)s.",
            date=format_date(self.env, date),
            locks=self.company_id._format_lock_dates(locks),
        )

    def _locks_on(self, date):
        """:return: list of (last day that is closed, field of res.company) that keep this from being entered on that day"""
        invoiced = self._needs_invoice()
        has_tax = invoiced and bool(self.order_id.order_line.tax_ids)
        return self.company_id._get_lock_date_violations(date, sale=invoiced, purchase=False, tax=has_tax)

    def _needs_invoice(self):
        """:return: whether accepting this makes an invoice"""
        invoices = self.order_id.invoice_ids.filtered(lambda move: move.state == "posted" and move.move_type == "out_invoice")
        return bool(self.order_id) and not invoices

    def _why_not_decided_by(self, user):
        """:return: the sentence that says why this person does not decide about this transaction, or None"""
        if self.company_id.sale_transaction_four_eyes and self.user_id == user:
            return self.env._("You entered transaction %s yourself: somebody else has to accept it.", self.name)
        return None

    def _why_decided(self):
        """:return: the sentence that says who decided what, and when"""
        self.ensure_one()
        values = {
            "name": self.name,
            "user": self.decided_by_id.sudo().name or self.env._("the system"),
            "date": self._clock(self.decided_at) if self.decided_at else "",
            "reason": self.reject_reason or "",
        }
        if self.state == "accepted":
            return self.env._("Transaction %(name)s was accepted by %(user)s on %(date)s.", **values)
        if self.state == "rejected":
            return self.env._("Transaction %(name)s was rejected by %(user)s on %(date)s: %(reason)s", **values)
        if self.state == "reversed":
            values |= {"user": self.reversed_by_id.sudo().name, "date": self._clock(self.reversed_at)}
            values["reason"] = self.reversal_reason
            return self.env._("Transaction %(name)s was reversed by %(user)s on %(date)s: %(reason)s", **values)
        return self.env._("Transaction %s is still pending.", self.name)

    def _why_entered(self):
        """:return: the sentence that says why its payment stays as it is"""
        self.ensure_one()
        if self.state == "reversed":
            return self.env._("This belongs to transaction %s, which was reversed: both entries stay in the books.", self.name)
        return self.env._("This belongs to transaction %s. Reverse the transaction instead.", self.name)
