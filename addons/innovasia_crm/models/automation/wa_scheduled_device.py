from odoo import fields, models

from .wa_scheduled_route import MARGIN


class WaScheduled(models.Model):
    """From which device a message goes out: the automated action's, unless the document was made in a conversation.

    The customer who just agreed on something in a chat reads about it there: from another number it would come of a stranger,
    and nobody who serves the chat would see it.
    """

    _inherit = "wa.scheduled"

    def _own_conversations(self):
        """:return: {row: discuss.channel in which its document was made}; those without are not in it"""
        return {}

    def _open_conversations(self):
        """:return: {row: its own conversation}, where anything may be written to this customer now"""
        soon = fields.Datetime.now() + MARGIN
        return {
            row: channel
            for row, channel in self._own_conversations().items()
            if channel.wa_window_expires_at
            and channel.wa_window_expires_at > soon
            and channel.wa_partner_id == row.partner_id
            and channel.wa_account_id.active
            and channel.wa_account_id.state == "connected"
            and channel.wa_account_id.company_id == row.company_id
        }

    def _follow_automations(self):
        """An automated action that was changed meanwhile sends what it says now."""
        of_automations = self.filtered("automation_id")
        channels = of_automations._open_conversations()
        devices = {row: row.automation_id.account_id for row in of_automations}
        devices |= {row: channel.wa_account_id for row, channel in channels.items()}
        for (automation, device), rows in of_automations.grouped(lambda row: (row.automation_id, devices[row])).items():
            current = {"format_id": automation.format_id.id, "account_id": device.id}
            changed = rows.filtered(lambda row, now=current: (row.format_id.id, row.account_id.id) != tuple(now.values()))
            if changed:
                changed.write(current)
