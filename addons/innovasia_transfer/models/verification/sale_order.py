from odoo import models
from odoo.exceptions import UserError


class SaleOrder(models.Model):
    """From an order to the manual verification of its transfer."""

    _inherit = "sale.order"

    def action_verify_transfer(self):
        """Open the form in which the evidence of this order's transfer is gathered.

        :return: an action, a window
        :raises UserError: when no transfer was ever expected for it
        """
        self.ensure_one()
        self.check_access("read")
        intents = self.env["transfer.intent"].search([("order_id", "=", self.id)])
        if not intents:
            raise UserError(self.env._("No transfer is expected for %s. Choose a bank transfer for it first.", self.name))
        return (intents._live() or intents)[:1].action_verify()
