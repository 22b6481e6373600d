from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, clean_context, format_date

from .sale_return import CREDITED

TAKERS = ("sales_team.group_sale_salesman", "stock.group_stock_user", "account.group_account_invoice")


class SaleReturn(models.Model):
    """Goods, credit note and money in one transaction: all of it, or nothing."""

    _inherit = "sale.return"

    def action_process(self):
        """Take the goods back, credit them, and settle what was paid for them.

        The credit notes first reduce what the order owes; the rest is settled as chosen. Whoever may not pay money back leaves
        that to somebody who may: the return is then To pay back.

        :raises AccessError: for others than people of sales, the warehouse and the books
        :raises UserError: when more comes back than the customer has, or something else is wrong; nothing changes then
        """
        self._check_may_take()
        self._take_back()
        self._pay_back_if_may()
        return True

    def _take_back(self):
        """Everything but paying money back, which may be one payment for several."""
        for document in self.sorted("id"):
            document._lock()
            # sudo: who sells has no rights on credit notes, who keeps the stock none on orders' money; checked before
            document.sudo()._process()

    def _check_may_take(self):
        user = self.env.user
        if not (self.env.su or any(user.has_group(group) for group in TAKERS)):
            raise AccessError(self.env._("Only people of sales, the warehouse and the books take goods back."))
        self.check_access("write")

    def _lock(self):
        """Wait until nobody else returns anything of the order.

        Written, not only locked: whoever waited then begins anew, and sees what the other one took.
        """
        self.env.flush_all()
        for records in (self.sudo().order_id, self):
            table, ids = SQL.identifier(records._table), records._ids
            self.env.cr.execute(SQL("UPDATE %s SET write_date = write_date WHERE id IN %s", table, ids))

    def _process(self):
        self.ensure_one()
        document = self._for_books().with_context(mail_auto_subscribe_no_notify=True)
        document._check_processable()
        document.line_ids.filtered(lambda line: not line.quantity).unlink()
        document._invoice_all()
        document._take_goods()
        document._ship_less()
        document._credit()
        document.write({"state": "done", "processed_at": fields.Datetime.now(), "processed_by_id": self.env.uid})
        document._settle()
        document._follow_order()
        document._returned()

    def _for_books(self):
        """:return: this in its company and time zone, without the defaults of a client's context"""
        context = {**clean_context(self.env.context), "tz": self.company_id._ledger_zone()}
        return self.with_context(context).with_company(self.company_id)  # pylint: disable=context-overridden

    def _returned(self):
        """Called in the same database transaction after this was processed: messages to customers would begin here."""

    # --- why not -------------------------------------------------------------------------------

    def _check_processable(self):
        """:raises UserError: when this cannot be returned, with the reason"""
        if refusal := self._why_not_processable():
            raise UserError(refusal)

    def _why_not_processable(self):
        """:return: a sentence, or None"""
        self.ensure_one()
        if self.state in CREDITED:
            return self.env._(
                "Return %(name)s was processed by %(user)s on %(date)s.",
                name=self.name,
                user=self.processed_by_id.name,
                date=fields.Datetime.context_timestamp(self, self.processed_at).strftime("%d/%m/%Y %H:%M"),
            )
        if self.state == "undone":
            return self._why_undone()
        if self.state == "cancelled":
            return self.env._("Return %s is cancelled.", self.name)
        return self._why_not_lines() or self._why_not_money()

    def _why_not_lines(self):
        order = self.order_id
        if order.state != "sale":
            return self.env._("Order %s is not confirmed, so nothing of it can come back.", order.name)
        if not any(self.line_ids.mapped("quantity")):
            return self.env._("Enter how much of what comes back.")
        if strange := self.line_ids.filtered(lambda line: line.order_line_id.order_id != order)[:1]:
            return self.env._(
                "%(product)s is not of order %(order)s.", product=strange.product_id.display_name, order=order.name
            )
        if not order._invoiced() and all(line.condition == "unsent" for line in self.line_ids if line.quantity):
            return self.env._(
                "Nothing of order %s is shipped or invoiced yet: change the order itself, or cancel it.", order.name
            )
        refusals = (lines._why_not_taken() for lines in self.line_ids.grouped("order_line_id").values())
        return next(filter(None, refusals), None)

    def _why_not_money(self):
        journals = self.order_id.invoice_ids.journal_id
        if self.settlement == "refund":
            if not self.payment_method_id:
                return self.env._("Choose how the money is paid back.")
            if refusal := self.payment_method_id._why_not_paying():
                return refusal
            journals |= self.payment_method_id.journal_id
        return self._why_locked(journals)

    def _why_locked(self, journals):
        """:return: the sentence that says why nothing is entered in these journals today, or None"""
        company, today = self.company_id, self.company_id._ledger_date()
        locks = {lock for journal in journals for lock in company._get_violated_lock_dates(today, True, journal)}
        if locks:
            return self.env._(
                "The books are closed for %(date)s: %(locks)s.",
                date=format_date(self.env, today),
                locks=company._format_lock_dates(locks),
            )
        return None

    # --- the order -----------------------------------------------------------------------------

    def _invoice_all(self):
        """What is credited has to be invoiced first: an order on credit is, whole, when something of it comes back."""
        order = self.order_id
        if not order._is_invoiced_whole():
            order._invoice_whole({order: self.company_id._ledger_date()})

    def _follow_order(self):
        """Tell the order, and cancel it when nothing of it was or will be shipped."""
        order = self.order_id
        order._return_state_update()
        if order.stage in ("ordered", "processing") and order._is_taken_back():
            order.action_cancel()
        products = ", ".join(
            f"{line.quantity:g} {line.product_uom_id.name} {line.product_id.display_name}" for line in self.line_ids
        )
        order.message_post(
            body=self.env._(
                "%(name)s: %(products)s returned (%(reason)s), %(amount)s.",
                name=self.name,
                products=products,
                reason=self.reason_id.name,
                amount=self.currency_id.format(self.amount_total),
            )
        )
