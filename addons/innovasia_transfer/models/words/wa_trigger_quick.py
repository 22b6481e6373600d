from dataclasses import replace

from odoo import api, models

from .wa_trigger import ACCOUNT


class WaTrigger(models.AbstractModel):
    """An agent's texts know the amount and the account that the customer on the line asks for again."""

    _inherit = "wa.trigger"

    @api.model
    def _triggers(self):
        return [
            replace(trigger, variables={**trigger.variables, **ACCOUNT}) if trigger.name == "quick" else trigger
            for trigger in super()._triggers()
        ]


class DiscussChannel(models.Model):
    """What quick formats name: the transfer that is waited for."""

    _inherit = "discuss.channel"

    def _wa_transfers(self):
        """:return: transfer.intent: the latest one that this customer still owes the device's company"""
        return self.env["transfer.intent"].search(
            [
                ("partner_id", "in", self.wa_partner_id.ids),
                ("company_id", "=", self.wa_account_id.company_id.id),
                ("state", "in", ("open", "grace")),
            ],
            order="id desc",
            limit=1,
        )
