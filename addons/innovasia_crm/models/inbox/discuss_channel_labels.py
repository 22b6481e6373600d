from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_whatsapp.models.discuss_channel_store import is_whatsapp
from odoo.addons.mail.tools.discuss import Store


class DiscussChannel(models.Model):
    """Labels tell what a conversation is about; who sees it may label it."""

    _inherit = "discuss.channel"

    wa_label_ids = fields.Many2many("wa.label", string="Labels", readonly=True, groups="innovasia_whatsapp.group_user")

    def wa_set_labels(self, label_ids):
        """Give these conversations exactly these labels.

        :param list label_ids: ids of wa.label
        :return: True
        :raises AccessError: when the user does not see a conversation or a label
        """
        self.check_access("read")
        labels = self.env["wa.label"].browse(label_ids).exists()
        labels.check_access("read")
        # sudo: who sees a conversation may label it, and nobody writes its other fields
        conversations = self.sudo().filtered(is_whatsapp)
        companies = conversations.wa_account_id.company_id
        for label in labels.sudo():
            if label.company_id and label.company_id != companies:
                raise UserError(
                    self.env._(
                        "The label %(label)s is for conversations of %(company)s only.",
                        label=label.name,
                        company=label.company_id.name,
                    )
                )
        conversations.write({"wa_label_ids": [fields.Command.set(labels.ids)]})
        return True

    def _sync_field_names(self):
        """Send changed labels to whoever has the conversation open."""
        names = super()._sync_field_names()
        names[None].append(Store.Many("wa_label_ids", ["name", "color"], predicate=is_whatsapp, sudo=True))
        return names
