from odoo import api, models

from odoo.addons.innovasia_crm.models.automation.wa_scheduled_check import SKIP

from .transfer_intent_messages import INSTRUCTIONS
from .trigger_names import NAMES

#: What makes a message untrue stops it also when a person sends it again.
SERIOUS = {"cancelled", "already_paid", "transfer_closed"}


class WaScheduled(models.Model):
    """Whether a message about a transfer is still to be sent when it is due."""

    _inherit = "wa.scheduled"

    @api.model
    def _check_due(self, rows):
        found = super()._check_due(rows)
        of_transfers = rows.filtered(lambda row: row.trigger in NAMES and row not in found)
        for row, intent in of_transfers._documents().items():
            why_not = intent._wa_why_not(row.trigger)
            if why_not and (why_not[0] in SERIOUS or not row.attempts):
                found[row] = why_not
        of_payments = rows.filtered(lambda row: row.trigger == "payment_reminder" and not row.attempts and row not in found)
        return found | of_payments._reminded_of_transfers()

    def write(self, vals):
        """What became of the instructions is seen where a CS waits for it."""
        result = super().write(vals)
        if "state" in vals:
            # sudo: whose it is; screens learn only that something changed
            told = self.sudo().filtered(lambda row: row.trigger == INSTRUCTIONS)
            self.env["transfer.intent"].sudo().union(*told._documents().values())._wa_tell_panels()
        return result

    def _own_conversations(self):
        of_transfers = self.filtered(lambda row: row.trigger in NAMES)
        channels = {row: intent.wa_channel_id for row, intent in of_transfers._documents().items()}
        return super()._own_conversations() | {row: channel for row, channel in channels.items() if channel}

    def _reminded_of_transfers(self):
        """Of one payment a customer is reminded once: by the message that names the exact amount.

        :return: dict as of :meth:`_check_due`, of those of these reminders whose orders wait for a transfer, of which its own
            reminder tells, or has told
        """
        documents = self._documents()
        orders = self.env["sale.order"].sudo().union(*documents.values())
        live = orders.transfer_intent_ids._live()
        reminders = self.sudo().search(
            [
                ("trigger", "=", "transfer_reminder"),
                ("res_model", "=", live._name),
                ("res_id", "in", live.ids),
                ("state", "in", ("waiting", "sent")),
            ]
        )
        reminded = live.browse(reminders.mapped("res_id")).order_id
        return {row: ("transfer_reminded", None, SKIP) for row, order in documents.items() if order in reminded}
