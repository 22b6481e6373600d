from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError, UserError

from ...tools.money import money

#: What a screen or an integrator may say of a sale; everything else is decided here.
KEYS = {
    "key",
    "lines",
    "payment_method_id",
    "paid_at",
    "amount",
    "total",
    "differs",
    "evidence_ids",
    "uploads",
    "note",
    "carrier_id",
    "shipping_cost",
    "address",
}
#: Clocks of phones and computers differ so much.
AHEAD = timedelta(minutes=5)
MOST_NOTE = 2_000
MOST_ADDRESS = 500
MOST_AMOUNT = 10**12


class SaleConversion(models.AbstractModel):
    """What somebody says that a customer bought and paid becomes an order and a pending transaction (spec/000).

    Conversations and manual entry share it. It checks what it is told, and works as system:
    who calls it has checked who may enter a sale for this customer.
    """

    _name = "sale.conversion"
    _description = "Conversion"

    def _enter(self, company, partner, values, source, channel=None):
        """Make a draft order and a pending transaction; the same key twice makes them once.

        :param company: the res.company that sells
        :param partner: the res.partner who bought
        :param dict values: ``key`` (str, chosen by the screen, new for each sale), ``lines`` (list of dict of
            ``product_id``, ``quantity``, and for a donation ``amount`` in rupiah), ``payment_method_id``, ``paid_at`` (UTC, as
            ``2026-11-22 07:35:00``), ``amount`` (what was paid, in rupiah; the total by default), ``total`` (what the screen
            showed), ``differs`` (bool: the amount is meant to differ), ``evidence_ids`` (files of the conversation),
            ``uploads`` (list of dict of ``name`` and ``content`` in base64), ``note``, ``carrier_id``, ``shipping_cost``,
            ``address`` (of a customer of whom none is known)
        :param str source: of ``sale.transaction.source``
        :param channel: the discuss.channel it was agreed in
        :return: what was entered: the sale.transaction, unless its payment method has it otherwise
        :raises UserError: with what is wrong; nothing is stored then
        """
        self._check_keys(values)
        if entered := self._entered(values["key"]):
            return entered
        method = self._method(company, values.get("payment_method_id"))
        return self._enter_by(method, company, partner, values, source, channel)

    def _enter_by(self, method, company, partner, values, source, channel):
        """Enter what was paid by a payment method already; where the money is still to come, the method's addon extends this.

        :param method: sale.payment.method, of this company
        :return: a record that answers ``_entry_told``, ``_entry_text`` and ``_sell_at_counter`` as sale.transaction does
        """
        paid_at = self._paid_at(values.get("paid_at"))
        files = self._evidence(channel, values.get("evidence_ids") or [], values.get("uploads") or [])
        self._keep_address(partner, values.get("address"))
        order = self._make_order(company, partner, values, channel)
        transaction = self._create_transaction(
            {
                "company_id": company.id,
                "order_id": order.id,
                "partner_id": partner.id,
                "wa_channel_id": channel.id if channel else False,
                "amount": self._amount(order, values),
                "paid_at": paid_at,
                "payment_method_id": method.id,
                "source": source,
                "user_id": self.env.uid,
                "note": self._text(values.get("note"), MOST_NOTE),
                "client_key": values["key"],
            }
        )
        self._keep_evidence(transaction, files)
        return transaction

    def _check_keys(self, values):
        if not isinstance(values, dict):
            raise UserError(self.env._("A sale is described by names and values."))
        if unknown := values.keys() - KEYS:
            raise UserError(self.env._("A sale has no such fields: %s", ", ".join(sorted(map(str, unknown)))))
        key = values.get("key")
        if not isinstance(key, str) or not 8 <= len(key) <= 64:
            raise UserError(self.env._("A sale needs a key of 8 to 64 characters, so that it is not entered twice."))

    def _entered(self, key):
        """:return: what the user entered with this key before, see :meth:`_enter`"""
        transactions = self.env["sale.transaction"].sudo()
        if not isinstance(key, str):
            return transactions
        return transactions.search([("user_id", "=", self.env.uid), ("client_key", "=", key)], limit=1)

    def _create_transaction(self, values):
        try:
            with self.env.cr.savepoint():
                return self.env["sale.transaction"].sudo().create(values)
        except UniqueViolation as error:
            # A second click at the same instant. Odoo repeats the request, which then finds what the first one entered.
            raise ConcurrencyError("The same sale is being entered already.") from error

    # --- what is said of the payment -----------------------------------------------------

    def _paid_at(self, text):
        try:
            paid_at = fields.Datetime.to_datetime(text)
        except (TypeError, ValueError) as error:
            raise UserError(self.env._("“%s” is no date and hour.", text)) from error
        if not paid_at:
            raise UserError(self.env._("When did the customer pay? Choose a date and an hour."))
        if paid_at > fields.Datetime.now() + AHEAD:
            raise UserError(self.env._("The payment lies in the future. Choose when the customer paid: now, or in the past."))
        return paid_at

    def _method(self, company, method_id):
        methods = self.env["sale.payment.method"].sudo()
        if not isinstance(method_id, int) or isinstance(method_id, bool):
            raise UserError(self.env._("Choose how the customer paid."))
        method = methods.search([("id", "=", method_id), ("company_id", "=", company.id)])
        if not method:
            raise UserError(self.env._("This payment method is not in use any more. Choose another one."))
        return method

    def _amount(self, order, values):
        """:return: what was paid, which may differ from the total of the order when the screen said so"""
        currency, total, amount = order.currency_id, self._due(order), values.get("amount")
        self._check_total(order, values.get("total"))
        amount = total if amount in (None, False) else currency.round(self._number(amount))
        if amount <= 0:
            raise UserError(self.env._("Nothing was paid: the amount must be more than zero."))
        self._check_amount(amount)
        if currency.compare_amounts(amount, total) and not values.get("differs"):
            raise UserError(
                self.env._(
                    "%(amount)s was paid, but the products cost %(total)s. Correct one of them, or confirm the difference.",
                    amount=money(self.env, amount, currency),
                    total=money(self.env, total, currency),
                )
            )
        return amount

    def _check_total(self, order, shown):
        """:raises UserError: when the screen showed another total than the order has"""
        currency, total = order.currency_id, self._due(order)
        if shown is not None and currency.compare_amounts(self._number(shown), total):
            raise UserError(
                self.env._(
                    "Prices have changed while you were entering this sale: the total is %s now. Look at it again, then save.",
                    money(self.env, total, currency),
                )
            )

    def _check_amount(self, amount):
        """:raises UserError: when this is more than anybody pays at once"""
        if amount > MOST_AMOUNT:
            raise UserError(self.env._("This is too much for one payment. Check the amount."))

    # --- texts ---------------------------------------------------------------------------

    def _term(self, term):
        """:return: what is searched for, without blanks around it"""
        if term and not isinstance(term, str):
            raise UserError(self.env._("Search for words or a number."))
        return (term or "").strip()

    def _text(self, text, most):
        if text and (not isinstance(text, str) or len(text) > most):
            raise UserError(self.env._("A note or an address has %s characters at most.", most))
        return (text or "").strip() or False

    def _keep_address(self, partner, text):
        """Note where the goods go, of a customer of whom that was not known."""
        address = self._text(text, MOST_ADDRESS)
        # sudo: verifiers have no rights on contacts; an address that is known stays as it is
        partner = partner.sudo()
        if address and not self._has_address(partner):
            partner.street = ", ".join(line.strip(" ,") for line in address.splitlines() if line.strip(" ,"))
