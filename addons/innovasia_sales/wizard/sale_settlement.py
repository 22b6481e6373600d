from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

SETTLERS = ("innovasia_sales.group_verifier", "account.group_account_invoice")


class SaleSettlement(models.TransientModel):
    """What was paid for many invoices: those that were ticked, or one amount of a customer over the oldest (spec/001, Closing
    Piutang Masal). The money passes transactions like all money of sales: one for each customer."""

    _name = "sale.settlement"
    _description = "Settle Receivables"

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    by_customer = fields.Boolean(default=True, readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer")
    payment_method_id = fields.Many2one(
        "sale.payment.method",
        compute="_compute_payment_method_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        domain="[('company_id', '=', company_id)]",
    )
    paid_at = fields.Datetime("Paid on", required=True, default=fields.Datetime.now)
    note = fields.Text()
    evidence_ids = fields.Many2many("ir.attachment")
    amount = fields.Monetary("Paid", help="One amount, over the invoices that are due first.")
    line_ids = fields.One2many("sale.settlement.line", "settlement_id", "Invoices")
    amount_owed = fields.Monetary("Owed", compute="_compute_totals")
    amount_divided = fields.Monetary("For these invoices", compute="_compute_totals")
    amount_over = fields.Monetary("Stays the customer's credit", compute="_compute_totals")
    is_accepted_at_once = fields.Boolean(compute="_compute_is_accepted_at_once")
    transaction_ids = fields.Many2many("sale.transaction", readonly=True)

    @api.depends("company_id")
    def _compute_payment_method_id(self):
        for window in self:
            window.payment_method_id = self.env["sale.payment.method"]._default_for(window.company_id)

    @api.depends("amount", "by_customer", "line_ids.amount", "line_ids.amount_residual")
    def _compute_totals(self):
        for window in self:
            window.amount_owed = sum(window.line_ids.mapped("amount_residual"))
            window.amount_divided = sum(window.line_ids.mapped("amount"))
            window.amount_over = max(window.amount - window.amount_divided, 0) if window.by_customer else 0

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_is_accepted_at_once(self):
        for window in self:
            window.is_accepted_at_once = window._may_accept()

    @api.onchange("partner_id", "company_id")
    def _onchange_partner(self):
        if self.by_customer:
            self._check_may_settle()
            customer = self.partner_id.commercial_partner_id
            rows = self._prepare_lines(self._receivables(customer, self.company_id)) if customer else []
            self.line_ids = [fields.Command.clear(), *rows]
            self._divide()

    @api.onchange("amount")
    def _onchange_amount(self):
        if self.by_customer:
            self._divide()

    def _divide(self):
        """Give the amount to the invoices, those that are due first, first."""
        left = self.amount
        for line in self.line_ids:
            line.amount = min(left, line.amount_residual)
            left -= line.amount

    # --- opening -------------------------------------------------------------------------------

    @api.model
    def _open_invoices(self, invoices):
        """:param invoices: account.move, open ones of one company
        :return: an action that opens the window, with each invoice to be paid in full"""
        self._check_may_settle()
        invoices.check_access("read")
        if len(invoices.company_id) > 1:
            raise UserError(self.env._("Settle the invoices of one company at a time."))
        rows = self._prepare_lines(invoices.sudo(), paid=True)
        return self.create({"company_id": invoices.company_id.id, "by_customer": False, "line_ids": rows})._show()

    @api.model
    def _open_customer(self, partner, company):
        """:return: an action that opens the window with all that a customer owes"""
        self._check_may_settle()
        rows = self._prepare_lines(self._receivables(partner, company))
        return self.create({"company_id": company.id, "partner_id": partner.id, "line_ids": rows})._show()

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Settle Receivables"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "large"},
        }

    def _receivables(self, partner, company):
        """:return: account.move with sudo, what a customer owes, what is due first, first"""
        invoices = (
            self.env["account.move"]
            .sudo()
            .search(
                [
                    ("commercial_partner_id", "=", partner.id),
                    ("company_id", "=", company.id),
                    ("move_type", "=", "out_invoice"),
                    ("state", "=", "posted"),
                    ("amount_residual", ">", 0),
                ]
            )
        )
        return invoices.filtered(lambda move: move.company_id in self.env.companies)

    def _prepare_lines(self, invoices, paid=False):
        ordered = invoices.sorted(lambda move: (move.invoice_date_due or move.date, move.id))
        return [
            fields.Command.create({"invoice_id": move.id, "amount": move.amount_residual if paid else 0}) for move in ordered
        ]

    # --- settling ------------------------------------------------------------------------------

    def action_settle(self):
        """Enter what was paid, one transaction for each customer; a verifier's are accepted at once, each as a whole.

        :return: an action that tells what came of it
        :raises AccessError: for others than verifiers and people of the books
        :raises UserError: when nothing or too much is divided; nothing is entered then
        """
        self.ensure_one()
        self._check_may_settle()
        self.evidence_ids.check_access("read")
        self._lock()
        self._check_divided()
        # sudo: allocations are the settlement's; who may, and which invoices, is checked here
        transactions = self.env["sale.transaction"].sudo().create(self._prepare_transactions())
        self.sudo().transaction_ids = transactions
        transactions = transactions.sudo(self.env.su)
        if self._may_accept():
            return transactions._decide_selected("accept")
        return transactions._report(dict.fromkeys(transactions), self.env._("Entered, waits for a verifier"))

    def _lock(self):
        """A second click finds what the first one entered."""
        self.env.flush_all()
        self.env.cr.execute(SQL("UPDATE sale_settlement SET write_date = write_date WHERE id = %s", self.id))
        if self.transaction_ids:
            names = ", ".join(self.transaction_ids.mapped("name"))
            raise UserError(self.env._("This is entered already: %s.", names))

    def _check_may_settle(self):
        user = self.env.user
        if not (self.env.su or any(user.has_group(group) for group in SETTLERS)):
            raise AccessError(self.env._("Only verifiers and people of the books settle receivables."))

    def _may_accept(self):
        is_verifier = self.env.user.has_group("innovasia_sales.group_verifier")
        # sudo: only whether a second person has to look
        return is_verifier and not self.sudo().company_id.sale_transaction_four_eyes

    def _check_divided(self):
        """:raises UserError: with what is wrong with the amounts"""
        if self.by_customer and self.currency_id.compare_amounts(self.amount, 0) <= 0:
            raise UserError(self.env._("Enter how much the customer paid."))
        lines = self.line_ids.sudo()
        if wrong := lines.filtered(lambda line: line.amount < 0 or line.amount > line.amount_residual)[:1]:
            raise UserError(
                self.env._(
                    "%(invoice)s: enter an amount between 0 and %(owed)s.",
                    invoice=wrong.name,
                    owed=wrong.currency_id.format(wrong.amount_residual),
                )
            )
        if strange := lines.filtered(lambda line: not line._is_of(self))[:1]:
            raise UserError(self.env._("%s cannot be settled here: it is not open, or not of this customer.", strange.name))
        if not any(lines.mapped("amount")):
            raise UserError(self.env._("None of these invoices gets anything of it."))
        if self.by_customer and self.currency_id.compare_amounts(self.amount_divided, self.amount) > 0:
            raise UserError(
                self.env._(
                    "The invoices get %(divided)s, but only %(paid)s was paid.",
                    divided=self.currency_id.format(self.amount_divided),
                    paid=self.currency_id.format(self.amount),
                )
            )

    def _prepare_transactions(self):
        """:return: list of values of sale.transaction, one for each customer"""
        paid = self.line_ids.sudo().filtered("amount")
        return [
            {
                "company_id": self.company_id.id,
                "partner_id": customer.id,
                "amount": self.amount if self.by_customer else sum(lines.mapped("amount")),
                "paid_at": self.paid_at,
                "payment_method_id": self.payment_method_id.id,
                "source": "manual",
                "user_id": self.env.uid,
                "note": self.note,
                "evidence_ids": [fields.Command.set(self.evidence_ids.ids)],
                "allocation_ids": [
                    fields.Command.create({"invoice_id": line.invoice_id.id, "amount": line.amount}) for line in lines
                ],
            }
            for customer, lines in paid.grouped(lambda line: line.invoice_id.commercial_partner_id).items()
        ]


class SaleSettlementLine(models.TransientModel):
    _name = "sale.settlement.line"
    _description = "Invoice to Settle"
    _order = "invoice_date_due, id"

    settlement_id = fields.Many2one("sale.settlement", required=True, ondelete="cascade", index=True)
    invoice_id = fields.Many2one("account.move", required=True, ondelete="cascade")
    name = fields.Char("Number", compute="_compute_invoice")
    partner_name = fields.Char("Customer", compute="_compute_invoice")
    invoice_origin = fields.Char("Order", compute="_compute_invoice")
    invoice_date = fields.Date("Invoice/Bill Date", compute="_compute_invoice")
    invoice_date_due = fields.Date("Due on", compute="_compute_invoice_date_due", store=True, compute_sudo=False)
    currency_id = fields.Many2one(related="settlement_id.currency_id")
    amount_residual = fields.Monetary("Owed", compute="_compute_invoice")
    amount = fields.Monetary("Paid now")

    @api.depends(
        "invoice_id.name",
        "invoice_id.commercial_partner_id.name",
        "invoice_id.invoice_origin",
        "invoice_id.invoice_date",
        "invoice_id.amount_residual",
    )
    def _compute_invoice(self):
        for line in self:
            invoice = line._invoice_to_show()
            line.name = invoice.name
            line.partner_name = invoice.commercial_partner_id.name
            line.invoice_origin = invoice.invoice_origin
            line.invoice_date = invoice.invoice_date
            line.amount_residual = invoice.amount_residual

    @api.depends("invoice_id.invoice_date_due")
    def _compute_invoice_date_due(self):
        for line in self:
            line.invoice_date_due = line._invoice_to_show().invoice_date_due

    @api.constrains("invoice_id")
    def _check_invoice(self):
        for line in self:
            if not line._invoice_to_show():
                raise ValidationError(self.env._("Only invoices to customers of your companies are settled here."))

    def _invoice_to_show(self):
        """Verifiers have no rights on invoices; what they settle they see here, and nothing else.

        :return: account.move with sudo, none when it is not what whoever settles may know of
        """
        # The rights of the person who asks, also where this is computed as system: it does not check the companies.
        companies = self.sudo(False).env.companies
        return self.invoice_id.sudo().filtered(lambda move: move.move_type == "out_invoice" and move.company_id in companies)

    def _is_of(self, settlement):
        """:return: whether this invoice can be settled in that window, with sudo"""
        invoice, customer = self.invoice_id, settlement.partner_id.commercial_partner_id
        return (
            invoice._is_receivable()
            and invoice.company_id == settlement.company_id
            and invoice.currency_id == settlement.currency_id
            and (not settlement.by_customer or invoice.commercial_partner_id == customer)
        )
