from odoo import api, models

from odoo.addons.innovasia_crm.models.automation.wa_scheduled_check import SKIP

from .trigger_names import NAMES

#: Readers of what only a parcel with a number has.
TRACKING = {"tracking_number", "tracking_link"}
#: What makes a message untrue or impossible stops it also when a person sends it again.
SERIOUS = {"cancelled", "already_paid", "no_tracking", "not_shipped"}


class WaScheduled(models.Model):
    """Whether a message about a sale is still to be sent when it is due, and what follows when it has arrived."""

    _inherit = "wa.scheduled"

    @api.model
    def _check_due(self, rows):
        found = super()._check_due(rows)
        of_sales = rows.filtered(lambda row: row.trigger in NAMES and row not in found)
        for row, document in of_sales._documents().items():
            why_not = document._wa_why_not(row.trigger) or row._why_no_tracking(document)
            if why_not and (why_not[0] in SERIOUS or not row.attempts):
                found[row] = why_not
        of_sales.filtered(lambda row: found.get(row, ("",))[0] == "not_shipped")._warn_not_shipped()
        return found

    def _own_conversations(self):
        of_sales = self.filtered(lambda row: row.trigger in NAMES)
        channels = {row: document._wa_orders().wa_channel_id[:1] for row, document in of_sales._documents().items()}
        return super()._own_conversations() | {row: channel for row, channel in channels.items() if channel}

    def _why_no_tracking(self, document):
        """:return: the reason, when the text names a tracking number and there is none; None otherwise"""
        readers = self.env["wa.trigger"]._get(self.trigger).variables
        named = {readers.get(name) for name in self.format_id._variables_used()}
        if named & TRACKING and not any(document._wa_parcels().mapped("carrier_tracking_ref")):
            return "no_tracking", ", ".join(document._wa_parcels().mapped("name")) or None, SKIP
        return None

    def _warn_not_shipped(self):
        """Tell the salespeople once of each order that was to have arrived and has not been shipped."""
        news = self.filtered(lambda row: row.reason_code != "not_shipped")
        for order in news._documents().values():
            order._wa_warn_not_shipped()

    def _delivered(self):
        result = super()._delivered()
        asked = self.filtered(lambda row: row.trigger == "order_followup")
        self.env["sale.order"].sudo().browse(asked.mapped("res_id")).exists()._wa_reached()
        return result
