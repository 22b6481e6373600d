from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .sale_order_step import STAGES

#: Where an order may go from each stage (spec/002). What has left the house never goes back to before that.
MOVES = {
    "draft": {"ordered", "cancelled"},
    "ordered": {"draft", "processing", "shipped", "done", "cancelled"},
    "processing": {"draft", "ordered", "shipped", "done", "cancelled"},
    "shipped": {"received"},
    "received": {"done"},
    "done": {"received", "processing", "ordered"},
    "cancelled": {"draft", "ordered"},
}
#: Goods are out of the house, or the order is over.
LEFT = frozenset(("shipped", "received", "done"))
#: Written by methods only, never by a client.
MOVED = frozenset(("stage", "return_state", "step_ids"))


class SaleOrder(models.Model):
    """An order walks from Ordered to Done (spec/002); only its methods move it, and each step is kept."""

    _inherit = "sale.order"

    stage = fields.Selection(STAGES, required=True, readonly=True, copy=False, default="draft", index=True, tracking=True)
    step_ids = fields.One2many("sale.order.step", "order_id", "Steps", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        for values in vals_list:
            self._refuse_moved({key: value for key, value in values.items() if (key, value) != ("stage", "draft")})
            # Not left to defaults, which the context of a client can set.
            values.setdefault("stage", "draft")
            values.setdefault("return_state", "none")
        orders = super().create(vals_list)
        orders._stage_follow()
        return orders

    def write(self, vals):
        self._refuse_moved(vals)
        if vals.get("state") in ("draft", "sent", "cancel"):
            self._check_not_left()
        if vals.get("state") == "cancel":
            self._check_not_invoiced()
        result = super().write(vals)
        if "state" in vals:
            self._stage_follow()
        return result

    def _stage_move(self, stage, reason=None):
        """Move orders to a stage and keep who did it and when; those that are there already stay as they are.

        The one way in which a stage changes. Works on many with two statements.

        :param str stage: technical name, see STAGES
        :param str reason: in words, kept with the step
        :return: the new ``sale.order.step``
        :raises UserError: when one of them cannot go there from where it is; then none does
        """
        orders = self.filtered(lambda order: order.stage != stage)
        if wrong := orders.filtered(lambda order: stage not in MOVES[order.stage]):
            raise UserError(wrong[0]._stage_refusal(stage))
        former = {order.id: order.stage for order in orders}
        orders.sudo().write({"stage": stage})
        steps = (
            orders.env["sale.order.step"]
            .sudo()
            .create(
                [
                    {
                        "order_id": id_,
                        "former_stage": former_stage,
                        "stage": stage,
                        "user_id": self.env.uid != SUPERUSER_ID and self.env.uid,
                        "reason": reason,
                    }
                    for id_, former_stage in former.items()
                ]
            )
        )
        if steps:
            orders._stage_moved(steps)
        return steps

    def _stage_moved(self, steps):
        """Hook: these orders have just come to the same stage, in the transaction of whoever moved them.

        :param steps: one new ``sale.order.step`` for each of them
        """

    def _stage_follow(self):
        """Bring the stage to where Odoo's own state of the order says, whoever changed that."""

        def due(order):
            if order.state == "sale":
                return "ordered" if order.stage in ("draft", "cancelled") else order.stage
            return "cancelled" if order.state == "cancel" else "draft"

        for stage, orders in self.grouped(due).items():
            orders._stage_move(stage)

    def _stage_lock(self):
        """Take the orders for this transaction, always in the same sequence, and make sure the user may move them.

        :raises AccessError: for who neither sells nor works in the warehouse, or may not touch one of the orders
        """
        user = self.env.user
        if not (self.env.su or user.has_group("sales_team.group_sale_salesman") or user.has_group("stock.group_stock_user")):
            raise AccessError(self.env._("Only people of Sales and of the warehouse move orders."))
        self.check_access("write")
        if self.ids:
            self.env.cr.execute(SQL("SELECT id FROM sale_order WHERE id IN %s ORDER BY id FOR NO KEY UPDATE", tuple(self.ids)))

    def _stage_label(self, stage=None):
        """:return: a stage (the order's own without one) in the language of the user"""
        return dict(self._fields["stage"]._description_selection(self.env))[stage or self.stage]

    def _stage_refusal(self, stage):
        """:return: why this order cannot come to a stage, as a sentence"""
        values = {"order": self.name, "stage": self._stage_label(), "wanted": self._stage_label(stage)}
        if self.stage == "draft":
            return self.env._("%(order)s is not ordered yet: confirm it before it becomes %(wanted)s.", **values)
        if stage == "received" and self.stage in ("ordered", "processing"):
            return self.env._("%(order)s has not been shipped yet, so nobody can have received it.", **values)
        return self.env._("%(order)s is %(stage)s and cannot become %(wanted)s.", **values)

    def _refuse_moved(self, values):
        """:raises AccessError: when a client would write what only the methods of this model move"""
        if not self.env.su and (names := MOVED & values.keys()):
            labels = ", ".join(sorted(self._fields[name]._description_string(self.env) for name in names))
            raise AccessError(self.env._("Only the buttons of an order change: %s.", labels))

    def _check_not_left(self):
        """:raises UserError: when goods of an order have left, or it is over: it is not taken back to before that"""
        for order in self:
            if order.stage == "done" and not order._has_goods():
                raise UserError(
                    self.env._("%s is done and paid. Reverse its transaction first, then it can be cancelled.", order.name)
                )
            if order.stage in LEFT:
                raise UserError(
                    self.env._("The goods of %s have been shipped. Make a return instead of cancelling it.", order.name)
                )

    def _check_not_invoiced(self):
        """:raises UserError: when an invoice of an order still claims money that a cancelled order cannot owe"""
        for order in self.filtered("order_line"):
            invoices = order.sudo().invoice_ids.filtered(lambda move: move.state == "posted" and move.is_sale_document())
            if invoices and order.currency_id.compare_amounts(sum(invoices.mapped("amount_total_in_currency_signed")), 0) > 0:
                raise UserError(
                    self.env._(
                        "%(order)s has been invoiced (%(invoices)s). Reverse its transaction and credit the invoice "
                        "before you cancel it.",
                        order=order.name,
                        invoices=", ".join(invoices.mapped("name")),
                    )
                )
