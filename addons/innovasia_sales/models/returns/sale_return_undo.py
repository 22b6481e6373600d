from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .sale_return import CREDITED

UNDOERS = ("account.group_account_invoice", "sales_team.group_sale_manager")


class SaleReturn(models.Model):
    """A return that was processed by mistake: the goods go to the customer again, and are charged again.

    Nothing is deleted. What was taken back leaves with a transfer of its own, and what was credited is charged by an invoice
    that settles the credit note; whatever the credit paid meanwhile stays paid, and is owed on that invoice.
    """

    _inherit = "sale.return"

    charge_ids = fields.One2many(
        "account.move", "sale_return_id", "Charged again", readonly=True, domain=[("move_type", "=", "out_invoice")]
    )
    undone_at = fields.Datetime("Undone on", readonly=True, copy=False)
    undone_by_id = fields.Many2one("res.users", "Undone by", readonly=True, copy=False)
    undo_reason = fields.Char("Why it was undone", readonly=True, copy=False, tracking=True)

    def action_open_undo(self):
        """:return: an action that asks why this return is undone
        :raises AccessError: see ``action_undo``
        :raises UserError: when it cannot be undone, with the reason
        """
        self.ensure_one()
        self._check_may_undo()
        if refusal := self.sudo()._why_not_undone():
            raise UserError(refusal)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Undo %s", self.name),
            "res_model": "sale.return.undo",
            "view_mode": "form",
            "target": "new",
            "context": {"default_return_id": self.id},
        }

    def action_undo(self, reason):
        """Undo a processed return: all of it, or nothing.

        :param str reason: why, in words
        :raises AccessError: for others than people of the books and who manages sales
        :raises UserError: without a reason; when money was paid back, goods are not there any more, or the books are closed
        """
        self._check_may_undo()
        if not (isinstance(reason, str) and reason.strip()):
            raise UserError(self.env._("Write down the reason: others have to understand it later."))
        for document in self.sorted("id"):
            document._lock()
            # sudo: who manages sales has no rights on transfers, who keeps the books none on orders; checked above
            document.sudo()._undo(reason.strip())
        return True

    def _check_may_undo(self):
        if not (self.env.su or any(self.env.user.has_group(group) for group in UNDOERS)):
            raise AccessError(self.env._("Only people of the books and who manages sales undo returns."))
        self.check_access("write")

    def _undo(self, reason):
        # The customer has the goods all along: there is nothing to tell.
        document = self._for_books().with_context(mail_auto_subscribe_no_notify=True, wa_silent=True)
        if refusal := document._why_not_undone():
            raise UserError(refusal)
        undone = {"undone_at": fields.Datetime.now(), "undone_by_id": self.env.uid, "undo_reason": reason}
        document.write({"state": "undone", **undone})
        document._send_again()
        document._ship_as_before()
        document._charge_again()
        document.order_id._return_state_update()
        document.order_id.message_post(body=self.env._("%(name)s undone: %(reason)s", name=self.name, reason=reason))

    # --- why not -------------------------------------------------------------------------------

    def _why_not_undone(self):
        """:return: a sentence, or None"""
        if self.state == "undone":
            return self._why_undone()
        if self.state not in CREDITED:
            return self.env._("Return %s is not processed, so there is nothing to undo.", self.name)
        journals = self.credit_note_ids.journal_id
        return self._why_paid_back() or self._why_sent_instead() or self._why_over() or self._why_locked(journals)

    def _why_undone(self):
        return self.env._(
            "Return %(name)s was undone by %(user)s on %(date)s: %(reason)s",
            name=self.name,
            user=self.undone_by_id.name,
            date=fields.Datetime.context_timestamp(self, self.undone_at).strftime("%d/%m/%Y %H:%M"),
            reason=self.undo_reason,
        )

    def _why_entered(self):
        """:return: the sentence that says why its entries stay as they are"""
        if self.state == "undone":
            return self.env._("This belongs to return %s, which was undone: its entries stay in the books.", self.name)
        return self.env._("This belongs to return %s: its goods are back, and stay credited.", self.name)

    def _why_paid_back(self):
        settled = self.credit_note_ids.line_ids.filtered(lambda line: line.account_type == "asset_receivable").matched_debit_ids
        paid = settled.filtered(lambda part: part.debit_move_id.move_id.move_type != "out_invoice")
        if not paid:
            return None
        return self.env._(
            "%(amount)s of %(name)s was paid back (%(entries)s), so the return stays: sell what the customer keeps with a new "
            "order. Did the money not leave? Reset that payment to draft first.",
            amount=self.currency_id.format(sum(paid.mapped("amount"))),
            name=self.name,
            entries=", ".join(paid.debit_move_id.move_id.mapped("name")),
        )

    def _why_sent_instead(self):
        order = self.replacement_order_id
        if not order or order.state == "cancel" or order.return_state == "full":
            return None
        return self.env._("Order %s was sent instead. Take all of it back first, with a return.", order.name)

    def _why_over(self):
        order = self.order_id
        if order.stage in ("received", "done") and "unsent" in self.line_ids.mapped("condition"):
            return self.env._(
                "Order %(order)s is %(stage)s meanwhile: what was not sent does not leave with it any more. "
                "Make a new order for that.",
                order=order.name,
                stage=order._stage_label(),
            )
        return None

    # --- goods ---------------------------------------------------------------------------------

    def _send_again(self):
        """Take what came back out of the house again, from where it was put."""
        for receipt in self.picking_ids.filtered(lambda picking: picking.state == "done"):
            wizard = self.env["stock.return.picking"].with_context(active_model=receipt._name, active_id=receipt.id)
            rows = [
                fields.Command.create(
                    {"product_id": move.product_id.id, "move_id": move.id, "quantity": move.quantity, "to_refund": True}
                )
                for move in receipt.move_ids
            ]
            again = wizard.create({"picking_id": receipt.id, "product_return_moves": rows})._create_return()
            again.sale_return_id = self
            self._check_still_there(again)
            again._ship(False, self.order_id._pickup_courier())
            if again.state != "done":
                raise UserError(
                    self.env._("The warehouse has to answer something first: send %s again there.", receipt.display_name)
                )

    def _check_still_there(self, again):
        for move in again.move_ids:
            if move.product_uom.compare(move.quantity, move.product_uom_qty) < 0:
                raise UserError(
                    self.env._(
                        "%(product)s: %(there)s of %(wanted)s that came back with %(name)s is still free in %(place)s. The "
                        "rest was sold, reserved or moved meanwhile, so the return stays.",
                        product=move.product_id.display_name,
                        there=f"{move.quantity:g}",
                        wanted=move._as_text(move.product_uom_qty),
                        name=self.name,
                        place=move.location_id.display_name,
                    )
                )

    def _ship_as_before(self):
        """Let the warehouse ship what was not to be shipped any more; take the order up that was cancelled by that."""
        order = self.order_id
        lines = self.line_ids.filtered(lambda line: line.condition == "unsent").order_line_id
        if order.state == "cancel":
            ordered = order.date_order
            order.action_draft()
            order.action_confirm()
            order.date_order = ordered
        elif lines:
            # Of locked orders Odoo asks nothing of the warehouse.
            locked, order.locked = order.locked, False
            lines._action_launch_stock_rule()
            order.locked = locked

    # --- money ---------------------------------------------------------------------------------

    def _charge_again(self):
        """Charge what was credited; posting settles the credit note with it, as far as it is open."""
        invoices = self.env["account.move"].create([self._prepare_charge(note) for note in self.credit_note_ids])
        invoices.action_post()
        claims = invoices._receivable_lines()
        # What was sent instead was paid by this credit, and came back.
        credit = self.replacement_order_id.return_ids.credit_note_ids._receivable_lines(claims.account_id)
        if claims and credit:
            (claims | credit).reconcile()

    def _prepare_charge(self, note):
        rows = [(line, line.quantity) for line in note.invoice_line_ids.filtered(lambda line: line.display_type == "product")]
        values = self._prepare_credit_note(note, rows)
        ref = self.env._("%(return)s undone: %(reason)s", **{"return": self.name, "reason": self.undo_reason})
        return {**values, "move_type": "out_invoice", "ref": ref}
