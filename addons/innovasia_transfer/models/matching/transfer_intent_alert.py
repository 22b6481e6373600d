from odoo import models

from odoo.addons.innovasia_sales.tools.money import money


class TransferIntent(models.Model):
    """Finance is told, on screen and in the order's history, when the bank takes money back (spec/004)."""

    _inherit = "transfer.intent"

    def _alert_taken_back(self, mutation):
        """Tell finance and the order that the bank took this money back: somebody has to decide about the order.

        :param mutation: bank.mutation that was taken back
        """
        self.ensure_one()
        order = self.order_id
        values = {"order": order.name, "amount": money(self.env, mutation.amount, self.currency_id)}
        summary = self.env._("The bank took %(amount)s of %(order)s back", **values)
        left = order.stage in ("shipped", "received", "done")
        note = (
            self.env._("The goods have left the house: ask the customer for the money. The order was not cancelled.")
            if left
            else self.env._("The goods are still here: hold them until the money is there. The order was not cancelled.")
        )
        for user in self._watchers():
            self.activity_schedule("mail.mail_activity_data_warning", summary=summary, note=note, user_id=user.id)
        order._message_log(body=f"{summary}. {note}")

    def _watchers(self):
        """:return: res.users of the company who match transfers: they hear what cannot wait"""
        return self.company_id._people_in()
