from random import randint

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.sql import escape_psql


def _tidy(name):
    """Names that differ only in spaces look the same, so they are the same."""
    return " ".join(name.split())


class WaLabel(models.Model):
    """What a conversation is about, in a word that the shop chooses."""

    _name = "wa.label"
    _description = "WhatsApp Label"
    _order = "name, id"

    name = fields.Char(required=True)
    color = fields.Integer(default=lambda self: randint(1, 11))
    active = fields.Boolean(default=True, help="An archived label stays where it is, and is offered no more.")
    company_id = fields.Many2one(
        "res.company", index=True, default=lambda self: self.env.company, help="Empty: for all companies."
    )

    _name_unique = models.UniqueIndex(
        "(lower(name), COALESCE(company_id, 0))",
        "There is a label of this name already, perhaps an archived one.",
    )

    @api.constrains("name")
    def _check_name(self):
        if not all(label.name.strip() for label in self):
            raise ValidationError(self.env._("A label needs a name."))

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._wa_prepare(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._wa_prepare(vals))

    def _wa_prepare(self, vals):
        return {**vals, "name": _tidy(vals["name"])} if vals.get("name") else vals

    @api.model
    def name_create(self, name):
        """Give the label of this name, in any case of letters; a new one only where there is none.

        :return: (id, name)
        """
        label = self.search(
            [("name", "=ilike", escape_psql(_tidy(name))), ("company_id", "in", (False, self.env.company.id))],
            limit=1,
        )
        return (label.id, label.display_name) if label else super().name_create(name)

    def copy_data(self, default=None):
        copies = super().copy_data(default)
        return [{**values, "name": self.env._("%s (copy)", label.name)} for label, values in zip(self, copies, strict=True)]

    def action_wa_conversations(self):
        """Show the conversations that have this label.

        :return: an action
        """
        self.ensure_one()
        action = self.env["ir.actions.actions"]._for_xml_id("innovasia_crm.action_conversation_list")
        return {
            **action,
            "name": self.name,
            "domain": [("channel_type", "=", "whatsapp"), ("wa_label_ids", "in", self.ids)],
            "context": {},
        }
