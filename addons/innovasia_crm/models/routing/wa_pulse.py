from odoo import api, models

from .discuss_channel_route import SUPERVISOR

TEAM = "team"


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    @api.model
    def _wa_notify_queue_changed(self, account, channel_ids):
        """Everybody hears of what nobody serves; of the rest, who serves it (on its own bus) and supervisors."""
        channels = self.sudo().browse(channel_ids)
        served = channels.filtered("wa_agent_id")
        if served:
            self.env["wa.pulse"]._note_after_commit(account, served.ids, TEAM)
        return super()._wa_notify_queue_changed(account, (channels - served).ids) if channels - served else None


class WaPulse(models.Model):
    _inherit = "wa.pulse"

    @api.model
    def _target(self, audience):
        if audience == TEAM:
            return self.env.ref(SUPERVISOR), "TEAM"
        return super()._target(audience)
