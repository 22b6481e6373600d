from odoo import api, models
from odoo.exceptions import AccessError, UserError

#: What the counter says of a sale: it is paid now, and in full.
COUNTER_KEYS = {"key", "lines", "payment_method_id", "total", "note", "cash_received"}


class SaleOrder(models.Model):
    """Cashier mode: order, goods and money of a customer at the counter in one step (spec/001, Mode Kasir)."""

    _inherit = "sale.order"

    @api.model
    def cashier_open(self):
        """Tell what the counter needs before the first customer comes.

        :return: as ``sale.conversion._open``; its ``methods`` tell ``is_cash`` and ``needs_verification`` instead of a default;
            with ``shop`` (name of the company) and ``today`` (see ``sale.transaction._cashier_day``)
        """
        self._check_cashier()
        opened = self.env["sale.conversion"]._open(self._cashier_blank())
        methods = self.env["sale.payment.method"].sudo().search([("company_id", "=", self.env.company.id)])
        opened["methods"] = [
            {
                **method._offered(),
                "is_cash": method.journal_id.type == "cash",
                "needs_verification": method.needs_verification,
            }
            # What is paid at the counter first: cash, then what needs nobody's look.
            for method in methods.sorted(lambda m: (m.journal_id.type != "cash", m.needs_verification, m.sequence))
        ]
        today = self.env["sale.transaction"]._cashier_day()
        return {**opened, "shop": self.env.company.name, "today": today}

    @api.model
    def cashier_products(self, term="", partner_id=False):
        """Find products by words of the name, the code, or a barcode.

        :return: as ``sale.conversion._offer``
        """
        return self.env["sale.conversion"]._offer(self._cashier_blank(partner_id), term)

    @api.model
    def cashier_scan(self, code, partner_id=False):
        """Find what a scanner read.

        :param str code: a barcode, or an internal reference
        :return: one product as in ``sale.conversion._offer``, or False
        """
        blank, conversion = self._cashier_blank(partner_id), self.env["sale.conversion"]
        return conversion._offer_scanned(blank, conversion._term(code))

    @api.model
    def cashier_quote(self, values, partner_id=False):
        """Tell what products would cost, wholesale prices and taxes included.

        :return: as ``sale.conversion._quote``
        """
        return self.env["sale.conversion"]._quote(self._cashier_blank(partner_id), values)

    @api.model
    def cashier_customers(self, term=""):
        """Find customers by name or number.

        :return: as ``sale.transaction.entry_customers``
        """
        self._check_cashier()
        return self.env["sale.transaction"].sudo()._entry_found(term)

    @api.model
    def cashier_sell(self, values, partner_id=False):
        """Sell: the order is confirmed, the goods are handed over, the money is entered.

        What is paid by a method without verification counts at once. Otherwise the transaction waits for a verifier,
        as it would from a conversation. The same key twice sells once.

        :param dict values: ``key``, ``lines``, ``payment_method_id``, ``total`` and ``note`` as in ``sale.conversion._enter``,
            and ``cash_received`` (in rupiah, of a cash method; the total by default)
        :param int partner_id: the customer; without one, whoever walks in
        :return: what is printed, see ``sale.transaction._cashier_receipt``
        :raises AccessError: for others than cashiers
        :raises UserError: with what is wrong; nothing is sold then
        """
        self._check_cashier()
        if not isinstance(values, dict):
            raise UserError(self.env._("A sale is described by names and values."))
        if unknown := values.keys() - COUNTER_KEYS:
            raise UserError(self.env._("A sale has no such fields: %s", ", ".join(sorted(map(str, unknown)))))
        values = dict(values)
        received = values.pop("cash_received", None)
        conversion = self.env["sale.conversion"]
        if known := conversion._entered(values.get("key") or ""):
            return known._cashier_receipt()
        values["paid_at"] = self.env.cr.now().replace(microsecond=0, tzinfo=None)
        partner = self._cashier_partner(partner_id)
        entered = conversion._enter(self.env.company, partner, values, "cashier").sudo()
        order = entered.order_id
        order.sales_channel_id = self.env["sale.channel"]._of("store") or order.sales_channel_id
        entered._sell_at_counter(received)
        return entered._cashier_receipt()

    def _check_cashier(self):
        if not self.env.user.has_group("innovasia_sales.group_cashier"):
            raise AccessError(self.env._("Only cashiers sell at the counter."))

    def _cashier_blank(self, partner_id=False):
        self._check_cashier()
        return self.env["sale.conversion"]._blank(self.env.company, self._cashier_partner(partner_id))

    def _cashier_partner(self, partner_id=False):
        """:return: the res.partner who buys: the one asked for, or whoever walks in"""
        # sudo: cashiers have no rights on contacts; they choose one, and read no more of it than the name and number
        partners = self.env["res.partner"].sudo()
        if not partner_id:
            return self.env.company.sudo()._walk_in_customer()
        partner = type(partner_id) is int and partners.search(
            [("id", "=", partner_id), ("company_id", "in", (self.env.company.id, False)), ("partner_share", "=", True)]
        )
        if not partner:
            raise UserError(self.env._("This customer was deleted. Choose another one."))
        return partner
