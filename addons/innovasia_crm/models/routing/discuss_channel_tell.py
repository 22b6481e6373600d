from odoo import api, models

from odoo.addons.mail.tools.discuss import Store

#: More conversations than this at once, and the screens fetch what changed instead of being told.
MOST_TOLD = 100
_TOLD = "innovasia_crm.told"


class DiscussChannel(models.Model):
    """The screens are told once where a conversation stands, however many steps it took to get there."""

    _inherit = "discuss.channel"

    @api.model
    def _wa_routing_fields(self):
        """:return: names of the fields that screens show of where a conversation stands"""
        return ["wa_state", "wa_session_expires_at", "wa_waiting_since"]

    def _wa_tell(self, moved=True):
        """Show where these conversations stand when the transaction ends, to who may see it then.

        :param bool moved: they came to or went from people, so that everybody's lists change
        """
        precommit = self.env.cr.precommit
        if _TOLD not in precommit.data:
            precommit.data[_TOLD] = {}
            precommit.add(self.sudo().browse()._wa_tell_now)
        told = precommit.data[_TOLD]
        for id_ in self.ids:
            told[id_] = moved or told.get(id_, False)

    def _wa_tell_now(self):
        told = self.env.cr.precommit.data.pop(_TOLD)
        channels = self.browse(told).exists()
        if len(channels) <= MOST_TOLD:
            for channel in channels:
                Store(bus_channel=channel).add(channel, self._wa_routing_fields()).bus_send()
        moved = channels.filtered(lambda channel: told[channel.id])
        for account, of_account in moved.grouped("wa_account_id").items():
            self.env["wa.pulse"]._note_after_commit(account, of_account.ids)
        for account, of_account in (channels - moved).grouped("wa_account_id").items():
            self._wa_notify_queue_changed(account, of_account.ids)
