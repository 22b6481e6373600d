from odoo import fields, models


class WaLabelling(models.TransientModel):
    """Put labels on many conversations at once, or take them off."""

    _name = "wa.labelling"
    _description = "Label WhatsApp Conversations"

    channel_ids = fields.Many2many("discuss.channel", string="Conversations", required=True, readonly=True)
    add_ids = fields.Many2many("wa.label", "wa_labelling_add_rel", string="Put On")
    remove_ids = fields.Many2many("wa.label", "wa_labelling_remove_rel", string="Take Off")

    def action_label(self):
        """Label the conversations.

        :return: an action that closes the window
        """
        self.ensure_one()
        for labels, channels in self.channel_ids.grouped("wa_label_ids").items():
            channels.wa_set_labels((labels - self.remove_ids | self.add_ids).ids)
        return {"type": "ir.actions.act_window_close"}
