from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_list

from ...tools.money import money

CHECKS = [("exact", "As ordered"), ("under", "Less than ordered"), ("over", "More than ordered")]
#: Money that is claimed so long after it was paid is worth a second look.
LATE = timedelta(days=7)
_ROW = Markup('<tr><td>{}</td><td class="text-end">{}</td><td class="text-end">{}</td><td class="text-end">{}</td></tr>')
_TABLE = Markup('<table class="table table-sm"><thead class="table-light">{}</thead><tbody>{}</tbody><tfoot>{}</tfoot></table>')


class SaleTransaction(models.Model):
    """What a verifier looks at: the amount beside what the order still asks for, and what is strange, in sentences."""

    _inherit = "sale.transaction"

    order_amount = fields.Monetary("Order total", related="order_id.amount_total", related_sudo=True)
    expected_amount = fields.Monetary(
        "To be paid",
        compute="_compute_amount_check",
        compute_sudo=True,
        help="What the order, or the invoices, ask for without this payment.",
    )
    amount_difference = fields.Monetary("Difference", compute="_compute_amount_check", compute_sudo=True)
    amount_check = fields.Selection(
        CHECKS, "Amount compared", compute="_compute_amount_check", search="_search_amount_check", compute_sudo=True
    )
    products = fields.Html(compute="_compute_products", compute_sudo=True, sanitize=False)
    has_conversation = fields.Boolean(compute="_compute_has_conversation")
    obstacle = fields.Text("Cannot be accepted", compute="_compute_review")
    warnings = fields.Text("To be looked at", compute="_compute_review")

    # --- the amount ------------------------------------------------------------------------

    @api.depends("amount", "order_id.amount_total", "order_id.sale_transaction_ids.state", "allocation_ids.amount")
    def _compute_amount_check(self):
        accepted = self._read_group(
            [("order_id", "in", self.order_id.ids), ("state", "=", "accepted")], ["order_id"], ["id:recordset", "amount:sum"]
        )
        paid = {order.id: (transactions, amount) for order, transactions, amount in accepted}
        for transaction in self:
            expected = transaction._expected_amount(*paid.get(transaction.order_id.id, (self.browse(), 0)))
            difference = transaction.amount - expected
            transaction.expected_amount, transaction.amount_difference = expected, difference
            sign = transaction.currency_id.compare_amounts(difference, 0) if transaction.currency_id else 0
            transaction.amount_check = {0: "exact", 1: "over", -1: "under"}[sign]

    def _expected_amount(self, accepted, paid):
        """:param accepted: the order's accepted transactions
        :param float paid: their sum
        :return: what would be paid by this transaction if it were exact
        """
        if not self.order_id:
            return sum(self.allocation_ids.mapped("amount")) or self.amount
        others = paid - (self.amount if self._origin in accepted else 0)
        return self.order_id.amount_total - others

    def _search_amount_check(self, operator, value):
        if operator != "in":
            return NotImplemented
        signs = [sign for sign, check in ((0, "exact"), (1, "over"), (-1, "under")) if check in value]
        self.env["sale.transaction"].flush_model(["amount", "order_id", "state"])
        self.env["sale.order"].flush_model(["amount_total"])
        found = SQL(
            """
            (SELECT t.id FROM sale_transaction AS t
               JOIN sale_order AS o ON o.id = t.order_id
               LEFT JOIN LATERAL (SELECT sum(amount) AS paid FROM sale_transaction AS other
                                   WHERE other.order_id = t.order_id AND other.state = 'accepted' AND other.id != t.id)
                    AS others ON TRUE
              WHERE sign(round(t.amount - (o.amount_total - coalesce(others.paid, 0)), 2)) = ANY(%s))
            """,
            signs,
        )
        domain = Domain("id", "in", found)
        return domain | Domain("order_id", "=", False) if "exact" in value else domain

    @api.depends("wa_channel_id")
    def _compute_has_conversation(self):
        """Whether there is a conversation that the user may open."""
        channels = self.sudo().wa_channel_id.sudo(False)._filtered_access("read")
        for transaction in self:
            transaction.has_conversation = transaction.sudo().wa_channel_id in channels.sudo()

    @api.depends("order_id.order_line.price_total")
    @api.depends_context("lang")
    def _compute_products(self):
        """What was ordered, for people who have no rights on orders as well."""
        for transaction in self:
            lines = transaction.order_id.order_line.filtered(lambda line: not line.display_type)
            rows = Markup("").join(
                _ROW.format(
                    line.name,
                    f"{line.product_uom_qty:g}",
                    money(self.env, line.price_unit, line.currency_id),
                    money(self.env, line.price_total, line.currency_id),
                )
                for line in lines
            )
            head = _ROW.format(self.env._("Product"), self.env._("Quantity"), self.env._("Price"), self.env._("Amount"))
            total = Markup('<tr><th colspan="3">{}</th><th class="text-end">{}</th></tr>').format(
                self.env._("Total"), money(self.env, transaction.order_amount, transaction.currency_id)
            )
            transaction.products = rows and _TABLE.format(head, rows, total)

    # --- what is strange -------------------------------------------------------------------

    @api.depends("amount", "paid_at", "partner_id", "order_id", "payment_method_id", "evidence_ids", "state")
    @api.depends_context("uid", "lang", "tz")
    def _compute_review(self):
        user = self.env.user
        for transaction in self:
            # sudo: the sentences name only what belongs to the transaction
            seen = transaction.sudo()
            is_open = seen.state == "pending" and seen.id
            refusal = is_open and (seen._why_not_acceptable() or seen._why_not_decided_by(user))
            transaction.obstacle = refusal or False
            transaction.warnings = "\n".join(seen._review_warnings()) if is_open and self._is_verifier() else False

    def _review_warnings(self):
        """:return: list of sentences; addons above add theirs"""
        self.ensure_one()
        return [
            *filter(None, [self._warn_of_amount(), self._warn_of_duplicates(), self._warn_of_date(), self._warn_of_evidence()])
        ]

    def _warn_of_amount(self):
        values = {
            "difference": money(self.env, abs(self.amount_difference), self.currency_id),
            "expected": money(self.env, self.expected_amount, self.currency_id),
        }
        if self.amount_check == "under":
            return self.env._(
                "%(difference)s less than the order asks for (%(expected)s): the rest stays to be paid.", **values
            )
        if self.amount_check == "over" and self.expected_amount <= 0:
            return self.env._("The order is paid already: this stays the customer's credit.")
        if self.amount_check == "over":
            return self.env._(
                "%(difference)s more than the order asks for (%(expected)s): it stays the customer's credit.", **values
            )
        return None

    def _warn_of_duplicates(self):
        if not self.duplicate_ids:
            return None
        names = format_list(self.env, self.duplicate_ids.mapped("name"))
        return self.env._("This may be the same money as %s: compare them below.", names)

    def _warn_of_date(self):
        days = (fields.Datetime.now() - self.paid_at).days
        return self.env._("Paid %s days ago.", days) if days >= LATE.days else None

    def _warn_of_evidence(self):
        if self.evidence_ids or not self.payment_method_id.needs_verification or self.source in ("transfer", "import"):
            return None
        return self.env._("No picture or file shows the payment.")

    # --- entering a payment ----------------------------------------------------------------

    @api.onchange("order_id")
    def _onchange_order(self):
        """What the order still asks for is most often what was paid."""
        if self.order_id and not self.amount and self.expected_amount > 0:
            self.amount = self.expected_amount

    # --- to what belongs to it -------------------------------------------------------------

    def action_open_conversation(self):
        """Open the conversation that this transaction comes from.

        :return: an action
        """
        self.ensure_one()
        channel = self.wa_channel_id
        channel.check_access("read")
        return channel.action_wa_open()

    def action_view_duplicates(self):
        """:return: an action that shows these transactions beside those that may be the same money"""
        return (self | self.duplicate_ids)._action_show()

    def action_view_payment(self):
        """:return: an action that shows the payments of these transactions"""
        return self.payment_id._get_records_action(name=self.env._("Payments"))

    def action_view_invoices(self):
        """:return: an action that shows the invoices that these transactions pay"""
        invoices = self.order_id.invoice_ids | self.allocation_ids.invoice_id
        return invoices._get_records_action(name=self.env._("Invoices"))
