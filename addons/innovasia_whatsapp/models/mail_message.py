from odoo import fields, models


class MailMessage(models.Model):
    _inherit = "mail.message"

    message_type = fields.Selection(
        selection_add=[("whatsapp_message", "WhatsApp")],
        ondelete={"whatsapp_message": lambda messages: messages.write({"message_type": "comment"})},
    )
    wa_message_ids = fields.One2many("wa.message", "mail_message_id", "WhatsApp Messages")
