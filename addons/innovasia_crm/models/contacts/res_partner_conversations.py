from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """The conversations of a contact, as far as one sees them."""

    _inherit = "res.partner"

    wa_conversation_count = fields.Integer("Number of conversations", compute="_compute_wa_conversations")
    wa_last_conversation = fields.Datetime("Last conversation", compute="_compute_wa_conversations")
    wa_agent_id = fields.Many2one("res.users", "Served by", compute="_compute_wa_conversations")

    @api.depends_context("uid", "allowed_company_ids")
    def _compute_wa_conversations(self):
        found = self.env["discuss.channel"]
        if found.has_access("read"):
            found = found.search_fetch(
                Domain("channel_type", "=", "whatsapp") & Domain("wa_partner_id", "in", self.ids),
                ["wa_partner_id", "last_interest_dt", "wa_agent_id"],
                order="last_interest_dt desc, id desc",
            )
        conversations = found.grouped("wa_partner_id")
        for partner in self:
            own = conversations.get(partner._origin, found.browse())
            partner.wa_conversation_count = len(own)
            partner.wa_last_conversation = own[:1].last_interest_dt
            partner.wa_agent_id = own.wa_agent_id[:1]

    def action_wa_conversations(self):
        """Open the conversations with these contacts: one in Discuss, several as a list."""
        conversations = self.env["discuss.channel"].search(
            [("channel_type", "=", "whatsapp"), ("wa_partner_id", "in", self.ids)], limit=2
        )
        if len(conversations) == 1:
            return conversations.action_wa_open()
        action = self.env["ir.actions.act_window"]._for_xml_id("innovasia_crm.action_conversation_list")
        return {
            **action,
            "domain": [("channel_type", "=", "whatsapp"), ("wa_partner_id", "in", self.ids)],
            "context": {},
        }

    def action_wa_merge(self):
        """Look at these contacts side by side, to make them one."""
        return self.env["wa.contact.merge"].action_merge_chosen(self.ids)
