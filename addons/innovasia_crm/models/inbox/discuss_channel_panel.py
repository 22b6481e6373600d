from odoo import models
from odoo.fields import Domain

from odoo.addons.mail.tools.discuss import Store

NOTES = 5
STEPS = 6
COLLEAGUES = 20
#: So many are sorted by who is there; with more, one types a name.
COLLEAGUES_SORTED = 200
PRESENCE = ("online", "away", "busy")


class DiscussChannel(models.Model):
    """What the panel beside a conversation shows and needs besides the conversation itself."""

    _inherit = "discuss.channel"

    def wa_panel(self):
        """Tell of the customer: the contact book, notes, who served before.

        :return: dict of ``contact``, ``notes`` and ``history`` (latest first, times in UTC) and ``sessions``, their number
        """
        self.ensure_one()
        self._wa_check_whatsapp()
        return {
            "contact": self._wa_panel_contact(),
            "notes": self._wa_panel_notes(),
            "history": self._wa_panel_history(),
            "sessions": self.env["wa.session"].search_count([("channel_id", "=", self.id)]),
        }

    def _wa_panel_contact(self):
        # sudo: the customer of a conversation that the user reads
        partner = self.sudo().wa_partner_id
        return {
            "group": partner.partner_group_id.name,
            "type": partner.partner_type_id.name,
            "tags": [{"id": tag.id, "name": tag.name, "color": tag.color} for tag in partner.category_id],
        }

    def _wa_panel_notes(self):
        notes = self.env["mail.message"].search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("message_type", "=", "comment"),
                ("subtype_id", "=", self.env.ref("mail.mt_note").id),
            ],
            order="id desc",
            limit=NOTES,
        )
        return [
            {"id": note.id, "author": note.author_id.name, "date": note.date, "text": note.preview}
            for note in notes
        ]  # fmt: skip

    def _wa_panel_history(self):
        steps = self.env["wa.assignment"].search([("channel_id", "=", self.id)], limit=STEPS)
        reasons = dict(steps._fields["reason"]._description_selection(self.env))
        # sudo: names of colleagues, also of those of whom the user could not read more
        return [
            {
                "id": step.id,
                "date": step.date,
                "agent": step.sudo().agent_id.name,
                "former": step.sudo().former_agent_id.name,
                "reason": reasons[step.reason],
                "note": step.note,
            }
            for step in steps
        ]

    def wa_colleagues(self, term=""):
        """Find who could serve this conversation instead, those who are there first.

        :param str term: a part of the name
        :return: {"users": ids, "data": what the screens' store takes}
        """
        self.ensure_one()
        self._wa_check_whatsapp()
        channel = self.sudo()
        domain = Domain(
            [
                ("all_group_ids", "in", self.env.ref("innovasia_whatsapp.group_user").ids),
                ("company_ids", "in", channel.wa_account_id.company_id.ids),
                ("share", "=", False),
                ("id", "!=", channel.wa_agent_id.id),
            ]
        )
        if term.strip():
            domain &= Domain("name", "ilike", term.strip())
        # sudo: names and presence of colleagues, which Discuss shows everybody
        users = self.env["res.users"].sudo().search(domain, order="name", limit=COLLEAGUES_SORTED)
        users = users.sorted(lambda user: user.im_status not in PRESENCE)[:COLLEAGUES]
        fields = [Store.One("partner_id", ["avatar_128", "im_status", "name"])]
        return {"users": users.ids, "data": Store().add(users, fields).get_result()}
