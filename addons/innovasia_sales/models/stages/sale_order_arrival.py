from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class SaleOrder(models.Model):
    """When the goods are expected at the customer's. Unlike Odoo's commitment_date, it plans no delivery."""

    _inherit = "sale.order"

    estimated_arrival_date = fields.Date(
        "Estimated arrival",
        compute="_compute_estimated_arrival_date",
        store=True,
        readonly=False,
        copy=False,
        tracking=True,
        help="The day on which the customer probably has the goods. Starts with the courier's usual days.",
    )

    @api.depends("carrier_id")
    def _compute_estimated_arrival_date(self):
        for order in self:
            order.estimated_arrival_date = order.estimated_arrival_date or order._arrival_by(order.carrier_id, order.date_order)

    @api.constrains("estimated_arrival_date")
    def _check_estimated_arrival_date(self):
        for order in self.filtered("estimated_arrival_date"):
            ordered = order.company_id._ledger_date(order.date_order)
            if order.estimated_arrival_date < ordered:
                raise ValidationError(
                    self.env._(
                        "%(order)s was ordered on %(ordered)s: it cannot arrive on %(arrival)s, before that.",
                        order=order.name,
                        ordered=ordered.strftime("%d/%m/%Y"),
                        arrival=order.estimated_arrival_date.strftime("%d/%m/%Y"),
                    )
                )

    def _estimate_arrival(self, carrier):
        """Estimate from today, for orders that leave now."""
        for order in self:
            order.estimated_arrival_date = order._arrival_by(carrier)

    def _arrival_by(self, carrier, start=None):
        """
        :param datetime start: when (UTC) the goods leave; now by default
        :return: the company's date on which a courier usually arrives, False when we do not know
        """
        return carrier.transit_days and self.company_id._ledger_date(start) + timedelta(days=carrier.transit_days)
