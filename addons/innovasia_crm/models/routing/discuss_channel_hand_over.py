from odoo import models
from odoo.tools import SQL


class DiscussChannel(models.Model):
    """How a colleague gets what was handed over: as who has to answer it, and told by whom."""

    _inherit = "discuss.channel"

    def _wa_add_owner(self, agent, note=None):
        """Make who serves these conversations now a member, to whom only what waits for an answer is unread."""
        for channel in self.with_user(agent).sudo():  # invited by nobody: _wa_tell_handed_over says more
            channel._add_members(
                users=agent,
                create_member_params={"new_message_separator": channel._wa_first_unread(note)},
                post_joined_message=False,
            )

    def _wa_first_unread(self, note):
        """:return: the id of the message with which a new owner begins to read"""
        ((first, last),) = self.env.execute_query(
            SQL(
                """
                SELECT min(id) FILTER (WHERE author_id = %s AND date >= %s), max(id) FROM mail_message
                 WHERE model = 'discuss.channel' AND res_id = %s
                """,
                self.wa_partner_id.id,
                self.wa_waiting_since or None,
                self.id,
            )
        )
        return first or (last or 0) + (not note)

    def _wa_tell_handed_over(self, agent, note=None):
        """Tell a colleague who handed these conversations over, and why."""
        if not self or agent == self.env.user:
            return
        env = self.with_context(lang=agent.lang).env
        names = {"user": self.env.user.name, "customer": self[0].sudo().wa_partner_id.name, "count": len(self)}
        title = (
            env._("%(user)s hands %(customer)s over to you", **names)
            if len(self) == 1
            else env._("%(user)s hands %(count)s conversations over to you", **names)
        )
        agent._bus_send(
            "simple_notification",
            {"title": title, "message": note or env._("You find them under My Conversations."), "type": "info", "sticky": True},
        )
