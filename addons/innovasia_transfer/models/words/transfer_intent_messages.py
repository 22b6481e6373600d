from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..intents.transfer_intent import LIVE

INSTRUCTIONS = "transfer_instructions"


class TransferIntent(models.Model):
    """What was written by itself about a transfer; and the instructions once more, when somebody asks for them."""

    _inherit = "transfer.intent"

    wa_scheduled_count = fields.Integer("Automatic messages", compute="_compute_wa_scheduled_count", compute_sudo=True)

    def _compute_wa_scheduled_count(self):
        counts = dict(
            self.env["wa.scheduled"]._read_group(list(self._wa_scheduled_domain()), ["res_id"], ["__count"]),
        )
        for intent in self:
            intent.wa_scheduled_count = counts.get(intent._origin.id, 0)

    def _wa_scheduled_domain(self):
        """:return: domain of the due messages about these"""
        return Domain("res_model", "=", self._name) & Domain("res_id", "in", self.ids)

    def action_wa_messages(self):
        """Show the automatic messages about this transfer; who may not see that list gets the diagnosis.

        :return: an action
        """
        return self.env["wa.scheduled"]._open_about(self)

    def action_wa_diagnose(self):
        """Open the diagnosis of this transfer: why was its customer told nothing?

        :return: an action
        """
        self.ensure_one()
        return self.env["wa.diagnosis"]._open(self)

    def action_send_instructions(self):
        """Write the instructions to the customer now: for the first time, or once more.

        :return: an action that says so
        :raises AccessError: for who neither serves nor sells nor matches
        :raises UserError: when it is not waited for any more, or nobody has written instructions yet
        """
        self.ensure_one()
        self._check_rights()
        if self.state not in LIVE:
            raise UserError(self.env._("%s is not waited for any more: there is nothing to transfer.", self.name))
        # sudo: who serves the customer need not see formats and automated actions
        automation = (
            self.env["wa.automation"]
            .sudo()
            .search([("trigger", "=", INSTRUCTIONS), ("company_id", "=", self.company_id.id)], limit=1)
        )
        if not automation:
            raise UserError(
                self.env._(
                    "Nobody has switched on an automated action “When an order is to be paid by bank transfer” yet: "
                    "copy the link of the page and send that."
                )
            )
        # Sent again by a person: otherwise the same words would not go out a second time.
        self.env["wa.scheduled"]._queue(automation.format_id, automation.account_id, self).attempts = 1
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%s is told how to transfer.", self.partner_id.sudo().name),
            },
        }


class SaleOrder(models.Model):
    """The messages about an order's transfers are messages about the order."""

    _inherit = "sale.order"

    def _wa_scheduled_domain(self):
        intents = self.env["transfer.intent"].sudo().search([("order_id", "=", self.id)])
        return super()._wa_scheduled_domain() | intents._wa_scheduled_domain()
