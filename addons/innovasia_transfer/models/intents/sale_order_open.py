from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.given import one_id


class SaleOrder(models.Model):
    """An order gets an amount that only it has on an account (spec/004: total + kode unik)."""

    _inherit = "sale.order"

    def action_transfer(self, method_id):
        """Expect this order's money by transfer. Calling it again changes nothing, as long as the order asks for as much;
        when the time to pay is over, the same amount gets time anew.

        :param int method_id: sale.payment.method with ``is_transfer``
        :return: dict: what the customer is told, see ``transfer.intent._describe``
        :raises AccessError: for who neither serves nor sells, or does not see the order
        :raises UserError: when nothing is owed, the account is not set up, or all its codes are in use
        """
        self.ensure_one()
        self._check_transfer_rights()
        # sudo: who may has been checked; nobody writes intents themselves
        order = self.sudo()
        method = order.env["sale.payment.method"].browse(one_id(method_id)).exists()
        if method.company_id != order.company_id:
            raise UserError(self.env._("Order %(order)s has no payment method %(method)s.", order=order.name, method=method_id))
        # As for who pays from the page of the order, which offers none while its prices may change, or are over
        if self.env.user.share and method not in order._portal_transfer_methods():
            raise UserError(self.env._("This order cannot be paid by bank transfer any more."))
        return order._transfer_open(method)._describe()

    def _transfer_open(self, method):
        """Wait for what this order owes: as before, when a live intent asks for just that, otherwise with a new amount.

        :param method: sale.payment.method
        :return: transfer.intent, live
        :raises UserError: with the reason, when none can be opened; then the former one stands
        """
        self.ensure_one()
        self._transfer_lock()
        if refusal := self._why_not_transfer() or method._why_not_transfer():
            raise UserError(refusal)
        due, former = self._transfer_due(), self.transfer_intent_ids._live()
        if same := former.filtered(lambda intent: intent.payment_method_id == method and intent._owed() == due):
            same._prolong()
            return same
        code, token = self.env["transfer.code"]._reserve(method.journal_id, due)
        former._cancel(self.env._("another amount or account is asked for"))
        intent = self.env["transfer.intent"].create(self._prepare_transfer(method, due, code, token))
        intent._note_on_orders(
            lambda intent: self.env._(
                "Bank transfer %(name)s: %(amount)s to %(account)s is expected until %(until)s.",
                name=intent.name,
                amount=intent._money(intent.payable),
                account=intent.journal_id.name,
                until=intent._clock(intent.expires_at),
            )
        )
        intent._opened()
        return intent

    def _prepare_transfer(self, method, due, code, token):
        """:return: the values of a new transfer.intent"""
        journal, now = method.journal_id, fields.Datetime.now()
        return {
            "name": self.env["ir.sequence"].next_by_code("transfer.intent"),
            "order_id": self.id,
            "company_id": self.company_id.id,
            "partner_id": self.partner_id.id,
            "journal_id": journal.id,
            "payment_method_id": method.id,
            "wa_channel_id": self.wa_channel_id.id,
            "user_id": self.env.uid,
            "base": due,
            "code": code,
            "payable": due + code,
            "token": token,
            "opened_at": now,
            **journal._transfer_deadlines(now),
        }

    def _transfer_lock(self):
        """Wait until nobody else settles, opens or closes transfers of this order.

        The order's row is written, not only locked: who waited here begins anew, and finds what the other one opened.
        """
        self.env.flush_all()
        self.transfer_intent_ids._live()._lock()
        self.env.cr.execute(SQL("UPDATE sale_order SET write_date = %s WHERE id IN %s", fields.Datetime.now(), self._ids))
        self.invalidate_recordset(["write_date"])
