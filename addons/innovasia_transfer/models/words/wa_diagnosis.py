from odoo import api, models

from odoo.addons.innovasia_crm.tools.diagnosis import Event


class WaDiagnosis(models.AbstractModel):
    """Why was the customer of this transfer told nothing?"""

    _inherit = "wa.diagnosis"

    @api.model
    def _events(self, document):
        # sudo: who sees the transfer is told what was written about it
        return document.sudo()._wa_events() if document._name == "transfer.intent" else super()._events(document)


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _wa_events(self):
        intents = self.env["transfer.intent"].sudo().search([("order_id", "=", self.id)], order="id")
        return [*super()._wa_events(), *(event for intent in intents for event in intent._wa_events())]


class TransferIntent(models.Model):
    _inherit = "transfer.intent"

    def _wa_events(self):
        """:return: list of Event: what happens with a transfer that its customer may be written to about"""
        self.ensure_one()
        money = self.match_ids.filtered(lambda match: not match.undone_at).sorted("id")
        came = money[-1:].matched_at or None
        is_over, is_paid = self.received > self.payable, self.state == "paid"
        nothing_came = self.env._("No money has arrived for %s yet.", self.name)
        return [
            Event("transfer_instructions", self, self.opened_at),
            Event("transfer_reminder", self, self.opened_at),
            Event("transfer_received", self, came if is_paid and not is_over else None, nothing_came),
            Event("transfer_under", self, came if came and not is_paid else None, self._wa_no_part()),
            Event("transfer_over", self, came if is_over else None, self.env._("Not more than asked for has arrived.")),
            Event(
                "transfer_expired",
                self,
                self.expires_at if self.state in ("grace", "released") else None,
                self.env._("The time to transfer is not over, or the money came in time."),
            ),
        ]

    def _wa_no_part(self):
        return self.env._("No part of the amount is missing.")
