import logging

from psycopg2 import OperationalError

from odoo import models

_logger = logging.getLogger(__name__)


class SaleOrder(models.Model):
    """How the house knows that goods have arrived: by the follow-up, by the customer's answer, or by hand."""

    _inherit = "sale.order"

    def _wa_reached(self):
        """The customers of these orders have been asked on their phones; spec/002 takes that for the arrival of the goods."""
        by_follow_up = self.filtered(lambda order: order.company_id.order_received_by == "follow_up")
        by_follow_up._wa_arrived(lambda told: told.env._("The follow-up message has reached the customer"))

    def _wa_answered(self, is_there):
        """The customers of these orders said whether the goods are there."""
        if is_there:
            self._wa_arrived(lambda told: told.env._("The customer says so"))
            return
        for order in self._wa_told():
            order._wa_carefully(order._wa_missed)

    def _wa_arrived(self, reason):
        """Shipped becomes Received, where all goods have left; other orders stay as they are.

        :param reason: function of an order, in the company's language, to a text: how we know; kept with the step
        """
        for order in self.sudo().filtered(lambda order: order.stage == "shipped" and not order._open_deliveries())._wa_told():
            order._wa_carefully(lambda order=order: order._receive(reason(order)))

    def _wa_carefully(self, deed):
        """Do what must not hold up what customers write."""
        try:
            with self.env.cr.savepoint():
                deed()
        except OperationalError:
            raise  # tried again
        except Exception:
            _logger.exception("Order %s: what its customer answered could not be noted", self.id)

    def _wa_missed(self):
        """The customer waits for goods that somebody has to look for; nothing is written by itself."""
        self._wa_warn(
            self.env._("The goods have not arrived"),
            self.env._(
                "The customer says that %(order)s has not arrived (%(number)s). Ask the courier, then write to them.",
                order=self.name,
                number=self.tracking_numbers or self.env._("without a number"),
            ),
        )

    def _wa_warn_not_shipped(self):
        """This order was to be at the customer's by now, and has not left, or not all of it."""
        [told] = self._wa_told()
        told._wa_warn(
            told.env._("Not shipped on the estimated day"),
            told.env._(
                "%s was to arrive by now, and not all of it has been shipped. The customer is asked only when it "
                "is on its way. Ship it, or choose another estimated arrival.",
                told.name,
            ),
        )

    def _wa_warn(self, summary, note):
        """Give the salesperson of this order a task, and the chatter a note: once, while the same one is open.

        :param str summary: in a few words
        :param str note: what happened and what to do
        """
        if summary in self.activity_ids.mapped("summary"):
            return
        user = self.user_id or self.wa_channel_id.wa_agent_id or self.create_uid
        self.activity_schedule("mail.mail_activity_data_warning", summary=summary, note=note, user_id=user.id)
        self.message_post(body=note)

    def _wa_told(self):
        """:return: list of these orders as system, each speaking as its company does"""
        return [order.with_context(lang=order.company_id._language()) for order in self.sudo()]
