from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.innovasia_whatsapp.models.discuss_channel_store import is_whatsapp

LISTED = ("new", "assigned", "inactive")


class DiscussChannel(models.Model):
    """What the list of all conversations shows and finds."""

    _inherit = "discuss.channel"

    wa_state = fields.Selection(group_expand="_group_expand_wa_state")
    wa_contact = fields.Char(
        "Number", compute="_compute_wa_contact", search="_search_wa_contact", help="The customer's number, or username."
    )
    wa_preview = fields.Char("Last Message", compute="_compute_wa_preview")

    @api.depends("wa_identity_id.wa_id", "wa_identity_id.username", "wa_partner_id.wa_number")
    def _compute_wa_contact(self):
        for channel in self:
            username = channel.sudo().wa_identity_id.username
            channel.wa_contact = is_whatsapp(channel) and (channel._wa_phone() or (username and f"@{username}"))

    def _search_wa_contact(self, operator, value):
        """Find by what one remembers: a part of the name, or of the number in any spelling."""
        if operator != "ilike" or not isinstance(value, str):
            return NotImplemented
        return self._wa_search_domain(value)

    @api.depends("message_ids")
    def _compute_wa_preview(self):
        # sudo: who reads a conversation reads its messages
        last = self.filtered(is_whatsapp).sudo()._wa_last_messages().grouped("res_id")
        for channel in self:
            channel.wa_preview = last[channel.id]._wa_summary() if channel.id in last else False

    @api.model
    def _group_expand_wa_state(self, values, domain):
        """The board has its columns also when nothing is in them."""
        return [state for state, _label in self._fields["wa_state"].selection if state in LISTED or state in values]

    @api.model
    def _search(self, domain, *args, active_test=True, **kwargs):
        """Lists hide what is archived unless asked for it, as Odoo's do with archived records."""
        if active_test and self.env.context.get("wa_hide_archived"):
            domain = Domain(domain)
            if not any(condition.field_expr == "wa_state" for condition in domain.iter_conditions()):
                domain &= Domain("wa_state", "in", LISTED)
        return super()._search(domain, *args, active_test=active_test, **kwargs)


class MailMessage(models.Model):
    _inherit = "mail.message"

    def _wa_summary(self):
        """:return: this message in one line of text"""
        self.ensure_one()
        text = self.preview or ", ".join(self.attachment_ids.mapped("name"))
        # env.ref would ask the database once per message.
        note_id = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note")
        is_note = self.message_type == "comment" and self.subtype_id.id == note_id
        return self.env._("Note: %s", text) if is_note else text
