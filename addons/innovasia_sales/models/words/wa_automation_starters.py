from odoo import api, models
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class WaAutomation(models.Model):
    """The messages of the spec's way of an order, with texts to begin with (spec/001, spec/002)."""

    _inherit = "wa.automation"

    @api.model
    def _starters(self):
        return [
            *super()._starters(),
            {
                "trigger": "order_created",
                "name": _lt("Order in progress"),
                "body": _lt(
                    "Hello {contactname},\n"
                    "Thank you for buying {productname}. Your order number is {documentnumber}. "
                    "We will process your order at once."
                ),
            },
            {
                "trigger": "order_paid",
                "name": _lt("Payment received"),
                "body": _lt(
                    "Hello {contactname}, your payment is verified: invoice {documentnumber} is paid. "
                    "Thank you! 🙏\n– {username}"
                ),
            },
            {
                "trigger": "order_delivery",
                "name": _lt("Order shipped"),
                "body": _lt(
                    "Hi {contactname},\n"
                    "Your order has been shipped! Your tracking number is {documentnumber}. Thank you for shopping with us."
                ),
            },
            {
                "trigger": "order_followup",
                "name": _lt("Has it arrived?"),
                "body": _lt("Hello {contactname}, has your {productname} arrived? The tracking number is {documentnumber}."),
                "has_hours": True,
                "hour_from": 9,
                "hour_to": 20,
            },
            {
                "trigger": "order_received",
                "name": _lt("How do you like it?"),
                "body": _lt(
                    "Hello {contactname}, we hope that {productname} is of good use to you. How do you like it so far?\n"
                    "Tell us here: {username} reads along. 😊"
                ),
                "delay_number": 3,
                "delay_unit": "days",
                "has_hours": True,
                "hour_from": 9,
                "hour_to": 20,
            },
            {
                "trigger": "payment_reminder",
                "name": _lt("Payment reminder"),
                "body": _lt(
                    "Hello {contactname}, your order {documentnumber} ({productname}) waits for your payment of {sisa}. "
                    "If you have paid already, send us the proof here. Thank you."
                ),
                "delay_number": 1,
                "delay_unit": "days",
                "has_hours": True,
                "hour_from": 9,
                "hour_to": 20,
            },
        ]
