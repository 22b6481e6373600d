from odoo import models
from odoo.exceptions import UserError

from ...tools.actions import form_window

#: What is written of a contact from beside its conversation.
CONTACT_FIELDS = {"name", "wa_phone", "email", "partner_group_id", "partner_type_id", "category_id", "comment"}


class DiscussChannel(models.Model):
    """The contact book beside the conversation."""

    _inherit = "discuss.channel"

    def action_wa_contact(self):
        """Open the small form of the customer, to name, group and tag who writes."""
        self.ensure_one()
        self.check_access("read")
        view = self.env.ref("innovasia_crm.res_partner_view_form_quick")
        return form_window(self.env._("Contact"), self.wa_partner_id, views=[(view.id, "form")])

    def wa_save_contact(self, values):
        """Save what is known of the customer of a conversation.

        :param dict values: of ``name``, ``wa_phone``, ``email``, ``partner_group_id``, ``partner_type_id``,
            ``category_id`` and ``comment``
        :raise UserError: another field is named
        """
        self.ensure_one()
        self.check_access("read")
        if unknown := values.keys() - CONTACT_FIELDS:
            raise UserError(self.env._("A conversation saves no such fields of its contact: %s", ", ".join(sorted(unknown))))
        self.wa_partner_id.write(values)
        return True
