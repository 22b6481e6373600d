from odoo import api, models


class DiscussChannel(models.Model):
    """A customer who writes opens the window: receipts that waited for it go out."""

    _inherit = "discuss.channel"

    @api.model
    def _wa_heard(self, begun, rows):
        result = super()._wa_heard(begun, rows)
        heard = rows.sudo()
        self.env["sale.transaction"]._revive_receipts(
            ["|", ("partner_id", "in", heard.partner_id.ids), ("wa_channel_id", "in", heard.channel_id.ids)]
        )
        return result
