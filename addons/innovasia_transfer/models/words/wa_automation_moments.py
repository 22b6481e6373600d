from odoo import api, models
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class WaAutomation(models.Model):
    """The triggers of a transfer, as the beginning of a sentence."""

    _inherit = "wa.automation"

    @api.model
    def _moments(self):
        return {
            **super()._moments(),
            "transfer_instructions": _lt("When an order is to be paid by bank transfer"),
            "transfer_reminder": _lt("When the time to transfer runs out"),
            "transfer_received": _lt("When a transfer arrives and the order is paid"),
            "transfer_under": _lt("When less was transferred than asked for"),
            "transfer_over": _lt("When more was transferred than asked for"),
            "transfer_expired": _lt("When the time to transfer is over and nothing came"),
        }
