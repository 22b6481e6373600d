from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.innovasia_whatsapp.tools import message_payload

from ...tools import arrival_answer

#: Longer texts have no buttons below.
BODY_LIMIT = 1_024
#: Who writes "sudah" later than this after the question means something else.
ANSWERED_WITHIN = timedelta(days=14)
KINDS = ("text", "button", "interactive")


class WaScheduled(models.Model):
    """The follow-up as a question: two buttons below, and the customer's answer, which may be in words."""

    _inherit = "wa.scheduled"

    def _write_freely(self, body, values):
        texts = super()._write_freely(body, values)
        if texts and self._asks_for_arrival():
            text, key, attachment, _payload = texts[self]
            if not attachment and len(text) <= BODY_LIMIT:
                texts[self] = (text, key, None, message_payload.buttons(text, self._arrival_choices()))
        return texts

    def _asks_for_arrival(self):
        """:return: whether this message is a question that the customer's answer decides"""
        return self.trigger == "order_followup" and self.company_id.order_received_by == "answer"

    def _arrival_choices(self):
        """:return: list of (id, title) of the buttons, in the customer's language"""
        told = self.with_context(lang=self.partner_id.lang or self.company_id._language())
        return [(f"arrived.{self.res_id}", told.env._("Yes, it has")), (f"missing.{self.res_id}", told.env._("Not yet"))]

    @api.model
    def _hear_arrivals(self, messages):
        """Take what customers write for the answer to a follow-up, where it can be nothing else.

        Costs no query where no company asks, or nobody answers.

        :param messages: wa.message, inbound
        """
        answers = {
            message: answer
            for message in messages.sudo()
            if message.kind in KINDS
            and message.company_id.order_received_by == "answer"
            and (answer := arrival_answer.read(message.body)) is not None
        }
        if not answers:
            return
        questions = self.sudo().search(
            [
                ("trigger", "=", "order_followup"),
                ("state", "=", "sent"),
                ("message_id.identity_id", "in", [message.identity_id.id for message in answers]),
                ("message_id.create_date", ">", fields.Datetime.now() - ANSWERED_WITHIN),
            ]
        )
        for message, answer in answers.items():
            questions._question_of(message)._wa_answered(answer)

    def _question_of(self, message):
        """:return: sale.order that a message answers about; none when that is not sure"""
        asked = self.filtered(lambda row: row.message_id.identity_id == message.identity_id)
        if message.context_wamid:
            asked = asked.filtered(lambda row: row.message_id.wamid == message.context_wamid)
        orders = self.env["sale.order"].sudo().browse(asked.mapped("res_id")).exists()
        open_orders = orders.filtered(lambda order: order.stage == "shipped")
        return open_orders if len(open_orders) == 1 else orders.browse()


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    @api.model
    def _wa_heard(self, begun, rows):
        result = super()._wa_heard(begun, rows)
        self.env["wa.scheduled"]._hear_arrivals(rows)
        return result
