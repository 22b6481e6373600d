from datetime import datetime, time, timedelta

from pytz import UTC, timezone

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.money import money

LATEST = 20


class SaleTransaction(models.Model):
    """What was sold at the counter: cash and change, the slip, and the day of a cashier."""

    _inherit = "sale.transaction"

    cash_received = fields.Monetary(readonly=True, copy=False, help="What the customer gave; the change is what is over.")

    @api.model
    def cashier_receipt(self, transaction_id):
        """Tell again what was printed of a sale at the counter.

        :return: see :meth:`_cashier_receipt`
        :raises AccessError: for a sale of somebody else
        """
        is_id = type(transaction_id) is int and 0 < transaction_id < 2**31
        transaction = self.browse(transaction_id if is_id else ()).exists()
        transaction.check_access("read")
        if not transaction or transaction.source != "cashier":
            raise UserError(self.env._("This was not sold at the counter."))
        return transaction.sudo()._cashier_receipt()

    @api.model
    def cashier_day(self):
        """:return: what this cashier sold today, see :meth:`_cashier_day`"""
        self.env["sale.order"]._check_cashier()
        return self._cashier_day()

    def _sell_at_counter(self, received):
        """Enter the money of a sale at the counter, and give the goods.

        :param received: what the customer gave in cash, see :meth:`_cash_to_receive`
        :raises UserError: when it is too little
        """
        self.cash_received = self._cash_to_receive(received)
        if self.payment_method_id.needs_verification:
            self.order_id.action_confirm()
        else:
            self._accept_by_itself()
        self.order_id._hand_over()

    def _cash_to_receive(self, received):
        """:return: what the customer gave, which is at least the total; 0 when it is not paid in cash"""
        self.ensure_one()
        if self.payment_method_id.journal_id.type != "cash":
            return 0
        if received in (None, False):
            return self.amount
        conversion = self.env["sale.conversion"]
        received = self.currency_id.round(conversion._number(received))
        conversion._check_amount(received)
        if self.currency_id.compare_amounts(received, self.amount) < 0:
            raise UserError(
                self.env._(
                    "%(received)s is less than %(total)s.",
                    received=money(self.env, received, self.currency_id),
                    total=self._money(),
                )
            )
        return received

    def _cashier_receipt(self):
        """Tell what stands on the slip, in rupiah, taxes included.

        :return: dict of ``id``, ``name``, ``order``, ``state``, ``shop`` (name, address, phone), ``cashier``, ``customer``,
            ``date`` (UTC), ``lines`` (list of dict of name, quantity, price, subtotal), ``total``, ``tax``, ``method``,
            ``cash_received`` and ``change``
        """
        self.ensure_one()
        order, company = self.order_id, self.company_id
        lines = order.order_line.filtered(lambda line: not line.display_type and line.product_uom_qty)
        return {
            "id": self.id,
            "name": self.name,
            "order": order.name,
            "state": self.state,
            "shop": {
                "name": company.name,
                "address": ", ".join(filter(None, (company.street, company.city))),
                "phone": company.phone or "",
            },
            "cashier": self.user_id.name,
            "customer": "" if self.partner_id == company.walk_in_customer_id else self.partner_id.name,
            "date": fields.Datetime.to_string(self.paid_at),
            "lines": [
                {
                    "name": line.product_id.with_context(display_default_code=False).display_name,
                    "quantity": line.product_uom_qty,
                    "price": line.price_total / line.product_uom_qty,
                    "subtotal": line.price_total,
                }
                for line in lines
            ],
            "total": order.amount_total,
            "tax": order.amount_tax,
            "method": self.payment_method_id.name,
            "cash_received": self.cash_received,
            "change": max(self.cash_received - self.amount, 0) if self.cash_received else 0,
        }

    @api.model
    def _cashier_day(self):
        """Tell what this cashier sold since midnight, in the user's time zone.

        :return: dict of ``methods`` (list of dict of ``name``, ``count``, ``amount``), ``count``, ``amount`` and ``latest``
            (list of dict of ``id``, ``name``, ``date``, ``amount``, ``state``; latest first)
        """
        zone = timezone(self.env.user.tz or self.env.company._ledger_zone())
        today = datetime.now(zone).date()
        midnight = zone.localize(datetime.combine(today, time())).astimezone(UTC).replace(tzinfo=None)
        domain = Domain(
            [
                ("company_id", "=", self.env.company.id),
                ("source", "=", "cashier"),
                ("user_id", "=", self.env.uid),
                ("paid_at", ">=", midnight),
                ("paid_at", "<", midnight + timedelta(days=1)),
                ("state", "in", ("pending", "accepted")),
            ]
        )
        groups = self.sudo()._read_group(domain, ["payment_method_id"], ["__count", "amount:sum"])
        latest = self.sudo().search(domain, order="id desc", limit=LATEST)
        return {
            "methods": [{"name": method.name, "count": count, "amount": amount} for method, count, amount in groups],
            "count": sum(count for _method, count, _amount in groups),
            "amount": sum(amount for _method, _count, amount in groups),
            "latest": [
                {
                    "id": each.id,
                    "name": each.name,
                    "date": fields.Datetime.to_string(each.paid_at),
                    "amount": each.amount,
                    "state": each.state,
                }
                for each in latest
            ],
        }
