from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.routing.discuss_channel_route import SUPERVISOR


class WaTransfer(models.TransientModel):
    """Hand conversations over to a colleague, with a word about them."""

    _name = "wa.transfer"
    _description = "Hand Over WhatsApp Conversations"

    channel_ids = fields.Many2many("discuss.channel", string="Conversations", required=True, readonly=True)
    summary = fields.Char("Conversations of", compute="_compute_summary")
    user_id = fields.Many2one(
        "res.users",
        "To",
        required=True,
        domain=lambda self: [
            ("all_group_ids", "in", self.env.ref("innovasia_whatsapp.group_user").ids),
            ("company_ids", "in", self.env.companies.ids),
        ],
    )
    note = fields.Text(help="What the colleague should know. It stays inside: the customer never reads it.")

    @api.depends("channel_ids")
    def _compute_summary(self):
        for transfer in self:
            names = transfer.channel_ids[:3].mapped("wa_partner_id.name")
            more = len(transfer.channel_ids) - len(names)
            joined = ", ".join(names)
            transfer.summary = self.env._("%(names)s and %(count)s more", names=joined, count=more) if more else joined

    def action_hand_over(self):
        """Hand them over: one's own as a colleague, others' as a supervisor.

        :return: an action that closes the window
        """
        self.ensure_one()
        mine = self.channel_ids.filtered(lambda channel: channel.wa_agent_id == self.env.user)
        mine.wa_transfer(self.user_id.id, self.note or "")
        if others := self.channel_ids - mine:
            if not self.env.user.has_group(SUPERVISOR):
                raise UserError(self.env._("Answer a new conversation first: then it is yours to hand over."))
            others.wa_assign(self.user_id.id, self.note or "")
        return {"type": "ir.actions.act_window_close"}
