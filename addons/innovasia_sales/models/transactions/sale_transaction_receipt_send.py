import logging

from psycopg2 import OperationalError

from odoo import fields, models
from odoo.exceptions import UserError

_logger = logging.getLogger(__name__)

#: Of a message in one of these states a second one may not follow.
GONE = ("outgoing", "sending", "unknown", "sent", "delivered", "read")


class SaleTransaction(models.Model):
    """How a receipt reaches the customer: a document inside the 24-hour window, an approved template outside."""

    _inherit = "sale.transaction"

    def _deliver_receipt(self):
        """Print this receipt and put it into the outbox, or note why it has to wait.

        The system says it, so it claims no conversation (spec/003).
        """
        self.ensure_one()
        if not self.try_lock_for_update() or self.state != "accepted" or self.receipt_state != "waiting":
            return
        told = self._in_company_language()
        channel = self._receipt_conversations()[self]
        if not channel:
            number = self.partner_id.wa_number
            reason = told.env._("The customer has not written by WhatsApp yet: it is sent when they do.")
            self._hold_receipt(reason if number else told.env._("The customer has no WhatsApp number."), final=not number)
            return
        kind, reason = told._receipt_way(channel)
        if not kind:
            self._hold_receipt(reason)
            return
        if earlier := self._receipt_message(channel, kind):
            self._repeat_receipt(earlier)
            return
        try:
            with self.env.cr.savepoint():
                file = told._receipt_file()
        except OperationalError:
            raise  # a conflict: the next run tries again
        except Exception as error:
            _logger.warning("Receipt %s: no PDF", self.receipt_number, exc_info=not isinstance(error, UserError))
            reason = str(error) if isinstance(error, UserError) else f"{type(error).__name__}: {error}"
            self._hold_receipt(told.env._("The PDF could not be made: %s", reason))
            return
        self._send_receipt(channel, kind, file)

    def _hold_receipt(self, reason, final=False):
        self.write({"receipt_state": "skipped" if final else "waiting", "receipt_reason": reason})

    def _receipt_way(self, channel):
        """Tell how WhatsApp takes the receipt now.

        :return: (``document``, ``template`` or None; why it has to wait)
        """
        account = channel.wa_account_id
        if not account.active:
            return None, self.env._("The device of the conversation is archived, it sends no messages.")
        if channel.wa_window_expires_at and channel.wa_window_expires_at > fields.Datetime.now():
            return "document", False
        template = account.receipt_template_id
        if template and not template._why_not(account) and not channel.wa_partner_id.wa_opt_out:
            return "template", False
        return None, self.env._("The 24-hour window is closed: it is sent by itself when the customer writes again.")

    def _receipt_key(self, kind):
        return f"receipt.{self.id}.{kind}"

    def _receipt_message(self, channel, kind):
        """:return: the wa.message with which this receipt was sent in this way before"""
        asked = [("account_id", "=", channel.wa_account_id.id), ("request_key", "=", self._receipt_key(kind))]
        return self.env["wa.message"].sudo().search(asked, limit=1)

    def _repeat_receipt(self, message):
        """Send a message again that failed; any other is on its way or there."""
        if message.state not in GONE:
            message._requeue()
        self._receipt_sent_with(message)

    def _receipt_sent_with(self, message):
        self.write({"receipt_state": "sent", "receipt_reason": False, "receipt_message_id": message.id})

    def _send_receipt(self, channel, kind, file):
        """Show the receipt in the conversation and queue it.

        :param file: ir.attachment; the conversation gets a copy, as who serves the customer may not see the transaction
        """
        told = self._in_customer_language()
        template = None
        if kind == "template":
            try:
                template = channel.wa_account_id._receipt_template(told._receipt_words(), file)
            except ValueError as error:
                self._hold_receipt(str(error))
                return
        self._receipt_sent_with(channel._wa_say(told._receipt_caption(), self._receipt_key(kind), file, template))

    def _receipt_words(self):
        """:return: what the texts name: the customer, the amount, what was paid, and the receipt's number"""
        self.ensure_one()
        paid_for = self.order_id.name or self.name
        return self.partner_id.name or "-", self._money(), paid_for, self.receipt_number

    def _receipt_caption(self):
        _customer, amount, paid_for, number = self._receipt_words()
        return self.env._(
            "Thank you! We received your payment of %(amount)s for %(paid_for)s. The receipt %(number)s is attached.",
            amount=amount,
            paid_for=paid_for,
            number=number,
        )

    def _in_customer_language(self):
        """This transaction, speaking as its customer does."""
        return self.with_context(lang=self.partner_id.lang or self.company_id._language())
