from datetime import datetime, time, timedelta

from pytz import UTC, timezone

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.batch import attempt

#: States of returns that take nothing back.
GIVEN_UP = frozenset(("cancelled", "undone"))
#: What the preview was made from.
ASKED = frozenset(("line_ids", "sequence", "reason_id", "settlement", "payment_method_id", "note"))


class SaleReturnBulk(models.Model):
    """Much comes back of a customer at once: it is divided among the orders of a period, one return for each (spec/001)."""

    _name = "sale.return.bulk"
    _description = "Bulk Return"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("Number", required=True, readonly=True, copy=False, default="/")
    company_id = fields.Many2one("res.company", required=True, index=True, default=lambda self: self.env.company)
    currency_id = fields.Many2one(related="company_id.currency_id")
    partner_id = fields.Many2one("res.partner", "Customer", required=True, index=True, check_company=True)
    date_from = fields.Date(
        "Ordered from", required=True, default=lambda self: self.env.company._ledger_date() - timedelta(days=90)
    )
    date_to = fields.Date("Ordered until", required=True, default=lambda self: self.env.company._ledger_date())
    sequence = fields.Selection(
        [("newest", "Latest orders first"), ("oldest", "Oldest orders first")], "Taken from", required=True, default="newest"
    )
    reason_id = fields.Many2one("sale.return.reason", required=True, ondelete="restrict")
    settlement = fields.Selection(
        [
            ("invoice", "Set it off against other invoices"),
            ("deposit", "Keep it as the customer's credit"),
            ("refund", "Pay the money back"),
        ],
        required=True,
        default="invoice",
        help="What becomes of money that was paid for what comes back. What the orders still owe is reduced first.",
    )
    payment_method_id = fields.Many2one(
        "sale.payment.method", "Paid back by", check_company=True, domain="[('company_id', '=', company_id)]"
    )
    user_id = fields.Many2one(
        "res.users", "Entered by", readonly=True, copy=False, index=True, default=lambda self: self.env.user
    )
    note = fields.Text()
    line_ids = fields.One2many(
        "sale.return.bulk.line", "bulk_id", "Products", compute="_compute_line_ids", store=True, readonly=False, copy=False
    )
    return_ids = fields.One2many("sale.return", "bulk_id", "Returns", readonly=True, copy=False)
    is_refunding = fields.Boolean(compute="_compute_is_refunding", compute_sudo=True)
    amount_total = fields.Monetary("Worth", compute="_compute_amount_total", compute_sudo=True)
    state = fields.Selection(
        [("draft", "Draft"), ("divided", "Divided"), ("done", "Done")], compute="_compute_state", store=True, compute_sudo=True
    )

    _period = models.Constraint("CHECK (date_from <= date_to)", "The period ends before it begins.")

    @api.depends("name")
    def _compute_display_name(self):
        new = self.filtered(lambda bulk: bulk.name == "/")
        new.display_name = self.env._("New Bulk Return")
        return super(SaleReturnBulk, self - new)._compute_display_name()

    @api.model_create_multi
    def create(self, vals_list):
        for values in vals_list:
            values["name"] = self.env["ir.sequence"].sudo().next_by_code("sale.return.bulk")
            if not self.env.su:
                values["user_id"] = self.env.uid
        return super().create(vals_list)

    def write(self, vals):
        result = super().write(vals)
        if ASKED & vals.keys():
            self._forget_preview()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_drafts_only(self):
        if self.return_ids.filtered("processed_at"):
            raise UserError(self.env._("Returns of it are processed: it is not deleted."))
        self.return_ids.unlink()

    @api.depends("return_ids.state")
    def _compute_state(self):
        for bulk in self:
            states = set(bulk.return_ids.mapped("state")) - GIVEN_UP
            bulk.state = "draft" if not states else "divided" if "draft" in states else "done"

    @api.depends("return_ids.state")
    def _compute_is_refunding(self):
        for bulk in self:
            bulk.is_refunding = "refunding" in bulk.return_ids.mapped("state")

    @api.depends("return_ids.state", "return_ids.amount_total")
    def _compute_amount_total(self):
        for bulk in self:
            returns = bulk.return_ids.filtered(lambda document: document.state not in GIVEN_UP)
            bulk.amount_total = sum(returns.mapped("amount_total"))

    @api.depends("partner_id", "date_from", "date_to", "company_id")
    def _compute_line_ids(self):
        """Offer all products that the customer has of the period, with nothing taken yet."""
        for bulk in self:
            products = bulk._available()
            bulk.line_ids = [fields.Command.clear()] + [
                fields.Command.create({"product_id": product.id})
                for product in sorted(products, key=lambda product: product.display_name)
            ]

    def action_take_all(self):
        """Take back all that the customer has of the period."""
        for line in self.line_ids:
            line.quantity = line.available
        return True

    def action_divide(self):
        """Show what would come back of which order: a draft return for each. Drafts from before are replaced.

        :raises UserError: when nothing is wanted, or more than the customer has of the period
        """
        self.ensure_one()
        self._forget_preview()
        wanted = self.line_ids.filtered("quantity")
        if not wanted:
            raise UserError(self.env._("Enter how much of what comes back."))
        plan = self._divide(wanted)
        returns = self.env["sale.return"].create([self._prepare_return(order, rows) for order, rows in plan.items()])
        # sudo: no client says to which bulk return a return belongs
        returns.sudo().bulk_id = self
        return True

    def _forget_preview(self):
        """Whatever is asked for now, the drafts say something else."""
        self.return_ids.filtered(lambda document: document.state == "draft").unlink()

    def action_process(self):
        """Process the returns; each as a whole, and independent of the others. What is paid back is one payment.

        :return: an action that shows what became of each
        :raises AccessError: see ``sale.return.action_process``
        """
        self.ensure_one()
        drafts = self.return_ids.filtered(lambda document: document.state == "draft")
        if not drafts:
            raise UserError(self.env._("Divide the goods among the orders first."))
        drafts._check_may_take()
        outcome = attempt(drafts, lambda documents: documents._take_back(), chunk=1)
        drafts._pay_back_if_may()
        states = dict(drafts._fields["state"]._description_selection(self.env))
        rows = [
            (document, refusal, f"{document.order_id.name}: {states[document.state]}") for document, refusal in outcome.items()
        ]
        return self.env["sale.transaction.result"]._show(rows, self.env._("Returns"))

    def action_refund(self):
        """Pay back, with one payment, the money of those returns that wait for it.

        :raises AccessError: for others than verifiers and people of the books
        :raises UserError: when none waits, or it cannot be paid
        """
        self.ensure_one()
        waiting = self.return_ids.filtered(lambda document: document.state == "refunding")
        if not waiting:
            raise UserError(self.env._("Return %s has no money to pay back.", self.name))
        return waiting.action_refund()

    def action_view_returns(self):
        """:return: an action that shows the returns"""
        return self.return_ids._get_records_action(name=self.env._("Returns"))

    # --- dividing ------------------------------------------------------------------------------

    def _sold(self):
        """:return: sale.order.line, what this customer bought in the period, in the sequence in which it comes back"""
        if not self.partner_id or not self.date_from or not self.date_to:
            return self.env["sale.order.line"]
        zone = timezone(self.company_id._ledger_zone())
        begin, end = (
            zone.localize(datetime.combine(day, time.min)).astimezone(UTC).replace(tzinfo=None)
            for day in (self.date_from, self.date_to + timedelta(days=1))
        )
        orders = self.env["sale.order"].search(
            [
                ("partner_id", "child_of", self.partner_id.commercial_partner_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "=", "sale"),
                ("date_order", ">=", begin),
                ("date_order", "<", end),
            ],
            order="date_order, id" if self.sequence == "oldest" else "date_order desc, id desc",
        )
        return orders.order_line.filtered(lambda line: line.product_id.type == "consu" and not line.display_type)

    def _available(self):
        """:return: {product: how much of it the customer has of the period, in the product's unit}"""
        available = {}
        for line in self._sold():
            quantity = line.sudo()._returnable().get("good", 0)
            if not line.product_uom_id.is_zero(quantity):
                product = line.product_id
                in_units = line.product_uom_id._compute_quantity(quantity, product.uom_id)
                available[product] = available.get(product, 0) + in_units
        return available

    def _divide(self, wanted):
        """:param wanted: sale.return.bulk.line
        :return: {order: list of values of ``sale.return.line``}
        :raises UserError: when more is wanted than there is
        """
        sold = self._sold()
        free = {line: line.sudo()._returnable().get("good", 0) for line in sold}
        plan = {}
        for row in wanted:
            left = row.quantity
            for line in sold.filtered(lambda line, product=row.product_id: line.product_id == product):
                part = min(row.product_id.uom_id._compute_quantity(left, line.product_uom_id), free[line])
                if line.product_uom_id.compare(part, 0) > 0:
                    values = {"order_line_id": line.id, "condition": row.condition, "quantity": part}
                    plan.setdefault(line.order_id, []).append(values)
                    free[line] -= part
                    left -= line.product_uom_id._compute_quantity(part, row.product_id.uom_id)
            if row.product_id.uom_id.compare(left, 0) > 0:
                raise UserError(
                    self.env._(
                        "%(customer)s has only %(available)s of %(product)s from this period.",
                        customer=self.partner_id.name,
                        available=f"{self._available().get(row.product_id, 0):g} {row.product_id.uom_id.name}",
                        product=row.product_id.display_name,
                    )
                )
        return plan

    def _prepare_return(self, order, rows):
        values = {
            "order_id": order.id,
            "reason_id": self.reason_id.id,
            "settlement": self.settlement,
            "note": self.note,
            "line_ids": [fields.Command.create(row) for row in rows],
        }
        if self.payment_method_id:
            values["payment_method_id"] = self.payment_method_id.id
        return values


class SaleReturn(models.Model):
    _inherit = "sale.return"

    bulk_id = fields.Many2one("sale.return.bulk", "Bulk return", readonly=True, copy=False, index="btree_not_null")
