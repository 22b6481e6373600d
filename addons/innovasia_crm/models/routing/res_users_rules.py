from odoo import models
from odoo.fields import Domain


class ResUsers(models.Model):
    _inherit = "res.users"

    def _wa_conversation_domain(self, company_ids):
        """Supervisors see all; anybody else what nobody serves, and the own ones (spec/003)."""
        domain = super()._wa_conversation_domain(company_ids)
        if self.has_group("innovasia_crm.group_cs_supervisor"):
            return domain
        return domain & Domain("wa_agent_id", "in", [False, self.id])
