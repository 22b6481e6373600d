from odoo import fields, models


class SaleOrder(models.Model):
    """What happens to an order writes to its customer, where automated actions wait for it (spec/002).

    Only tells what happened; whether a message is due, and when, is decided by the automated action and looked at again when
    it goes out (``wa.scheduled``).
    """

    _inherit = "sale.order"

    def action_confirm(self):
        result = super().action_confirm()
        self._wa_ordered()
        return result

    def _wa_ordered(self):
        """Tell that these orders were placed.

        Who was told so before an order was cancelled and confirmed again is not told twice; who was not, is.
        """
        ordered = self.filtered(lambda order: order.state == "sale" and not order._is_of_nobody())
        now = dict.fromkeys(ordered, fields.Datetime.now())
        automations = self.env["wa.automation"]
        automations._move_due("order_created", now)
        automations._move_due("payment_reminder", now)
        ordered._wa_plan_follow_up()

    def _stage_moved(self, steps):
        result = super()._stage_moved(steps)
        automations, stage = self.env["wa.automation"], steps[0].stage
        if stage == "received":
            automations._cancel("order_followup", self, "already_received")
            automations._emit("order_received", self.filtered(lambda order: not order._is_of_nobody()))
        if stage == "cancelled":
            for trigger in ("order_created", "order_followup", "payment_reminder"):
                automations._cancel(trigger, self, "cancelled")
        return result

    def _wa_forget_reminders(self):
        """Remind nobody of a payment who has paid."""
        automations = self.env["wa.automation"]
        if automations._waiting_for("payment_reminder"):
            automations._cancel("payment_reminder", self.filtered(lambda order: order._is_paid()), "already_paid")

    def _is_of_nobody(self):
        """:return: whether this was sold to whoever walked in"""
        return self.partner_id == self.company_id.sudo().walk_in_customer_id

    def _is_counter_sale(self):
        """:return: whether the customer stood at the counter, and went home with the goods"""
        return "cashier" in self.sudo().sale_transaction_ids.mapped("source") or bool(self.order_line._sold_at_pos())
