from odoo import fields, models
from odoo.fields import Domain


class SaleOrder(models.Model):
    """What was written by itself about an order, and why not."""

    _inherit = "sale.order"

    wa_scheduled_count = fields.Integer("Automatic messages", compute="_compute_wa_scheduled_count", compute_sudo=True)

    def _compute_wa_scheduled_count(self):
        for order in self:
            order.wa_scheduled_count = self.env["wa.scheduled"].search_count(order._wa_scheduled_domain())

    def _wa_scheduled_domain(self):
        """:return: domain of the due messages about this order, its deliveries and its invoices"""
        self.ensure_one()
        order = self.sudo()
        return Domain.OR(
            Domain("res_model", "=", records._name) & Domain("res_id", "in", records.ids)
            for records in (order, order.picking_ids, order.invoice_ids)
        )

    def action_wa_messages(self):
        """Show the automatic messages about this order; who may not see that list gets the diagnosis, which tells as much.

        :return: an action
        """
        return self.env["wa.scheduled"]._open_about(self)

    def action_wa_diagnose(self):
        """Open the diagnosis of this order: why did its customer get nothing?

        :return: an action
        """
        self.ensure_one()
        return self.env["wa.diagnosis"]._open(self)
