from odoo import api, models
from odoo.fields import Domain

from odoo.addons.innovasia_whatsapp.models.discuss_channel_inbox import LATEST_FIRST

from ..routing.discuss_channel_route import SUPERVISOR

LONGEST_WAITING_FIRST = "wa_waiting_since, id"


class DiscussChannel(models.Model):
    """The inbox by who serves a conversation (spec/003)."""

    _inherit = "discuss.channel"

    _wa_team_idx = models.Index("(wa_account_id, last_interest_dt DESC, id DESC) WHERE wa_state = 'assigned'")

    @api.model
    def _wa_inbox_sections(self):
        assigned, mine = Domain("wa_state", "=", "assigned"), Domain("wa_agent_id", "=", self.env.uid)
        sections = {
            "new": (Domain("wa_state", "=", "new"), LONGEST_WAITING_FIRST),
            "mine": (assigned & mine, LATEST_FIRST),
            "inactive": (Domain("wa_state", "=", "inactive"), LATEST_FIRST),
        }
        if self.env.user.has_group(SUPERVISOR):
            sections["team"] = (assigned & ~mine, LATEST_FIRST)
        return sections

    @api.model
    def _wa_gone_reasons(self, channel_ids):
        """Name who serves these customers now; a reply would be refused with the same name."""
        reasons = super()._wa_gone_reasons(channel_ids)
        # sudo: the name of a colleague, not what the conversation says
        served = self.sudo().search(
            [
                ("id", "in", channel_ids),
                ("wa_state", "=", "assigned"),
                ("wa_account_id.company_id", "in", self.env.companies.ids),
            ]
        )
        for channel in served:
            reasons[channel.id] = self.env._("%s serves this customer now.", channel.wa_agent_id.name)
        return reasons
