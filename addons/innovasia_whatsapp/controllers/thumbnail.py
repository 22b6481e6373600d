from odoo.http import request, route

from odoo.addons.mail.controllers.attachment import AttachmentController


class Thumbnails(AttachmentController):
    """A screen offers a preview of each PDF to whoever may change the record; a file that stays as it is takes none."""

    @route()
    def mail_attachement_update_thumbnail(self, attachment_id, thumbnail=None, access_token=None):
        file = request.env["ir.attachment"].browse(int(attachment_id)).exists()
        if file and file.has_access("read") and not file.has_access("write"):
            return None  # Odoo's "not found" would be an error on the screen of somebody who only looked
        return super().mail_attachement_update_thumbnail(attachment_id, thumbnail, access_token)
