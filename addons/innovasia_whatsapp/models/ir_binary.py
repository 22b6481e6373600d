from odoo import models


class IrBinary(models.AbstractModel):
    _inherit = "ir.binary"

    def _find_record(self, xmlid=None, res_model="ir.attachment", res_id=None, access_token=None, field=None):
        """A link to a file of a conversation opens it for who sees the conversation.

        Discuss puts a token into its links, which would go on opening them for weeks.
        """
        if access_token and not xmlid and res_model == "ir.attachment":
            file = self.env[res_model].browse(res_id and int(res_id)).exists()
            if file._wa_of_conversations():
                access_token = None
        return super()._find_record(xmlid, res_model, res_id, access_token, field)
