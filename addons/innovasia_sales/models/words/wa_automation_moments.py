from odoo import api, models
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class WaAutomation(models.Model):
    """The triggers of a sale, as the beginning of a sentence."""

    _inherit = "wa.automation"

    @api.model
    def _moments(self):
        return {
            **super()._moments(),
            "order_created": _lt("When an order is confirmed"),
            "order_paid": _lt("When an invoice is paid in full"),
            "order_delivery": _lt("When an order is shipped"),
            "order_followup": _lt("On the day on which an order should have arrived"),
            "order_received": _lt("When an order is received"),
            "payment_reminder": _lt("When an order is confirmed and not paid yet"),
        }
