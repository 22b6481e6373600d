import logging

from psycopg2 import OperationalError

from odoo import models

_logger = logging.getLogger(__name__)


class SaleOrder(models.Model):
    """How the house knows that goods have arrived: by the follow-up, by the customer's answer, or by hand."""

    _inherit = "sale.order"

    def _wa_received(self, reason):
        """Shipped becomes Received, for orders whose goods have all left; others stay as they are.

        What goes wrong here must not hold up what customers write.

        :param str reason: how we know, kept with the step
        """
        for order in self.sudo().filtered(lambda order: order.stage == "shipped" and not order._open_deliveries()):
            try:
                with self.env.cr.savepoint():
                    order._receive(reason)
            except OperationalError:
                raise  # tried again
            except Exception:
                _logger.exception("Order %s could not be marked as received", order.id)

    def _wa_not_received(self):
        """The customer says that nothing came: somebody has to look after it. The customer is told nothing by itself."""
        for order in self.sudo().filtered(lambda order: order.stage == "shipped"):
            speaking = order.with_context(lang=order.company_id.partner_id.lang or self.env.lang)
            speaking._wa_warn(
                speaking.env._("The goods have not arrived"),
                speaking.env._(
                    "The customer says that %(order)s has not arrived (%(number)s). Ask the courier, then write to the customer.",
                    order=order.name,
                    number=order.tracking_numbers or speaking.env._("without a number"),
                ),
            )

    def _wa_warn(self, summary, note):
        """Give the salesperson of this order a task, once: the same one is not given again while it is open.

        :param str summary: in a few words
        :param str note: what happened and what to do; also kept in the chatter
        """
        user = self.user_id or self.wa_channel_id.wa_agent_id or self.create_uid
        if self.activity_ids.filtered(lambda activity: activity.summary == summary):
            return
        self.activity_schedule("mail.mail_activity_data_warning", summary=summary, note=note, user_id=user.id)
        self.message_post(body=note)
