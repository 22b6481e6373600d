from odoo import api, fields, models


class WaAutomation(models.Model):
    """What the customer of an automated action reads."""

    _inherit = "wa.automation"

    preview = fields.Json("The customer reads", compute="_compute_preview")

    @api.depends("trigger", "format_id.body", "format_id.trigger", "format_id.attachment_id", "account_id")
    @api.depends_context("lang")
    def _compute_preview(self):
        for automation in self:
            automation.preview = bool(automation.format_id) and automation._phone(automation._latest_document())

    def _latest_document(self):
        """:return: the newest record that this trigger could have been about, of those that one sees; None without one"""
        self.ensure_one()
        return self.format_id._document(self.trigger) if self.trigger else None

    def _phone(self, document):
        """Fill the format with a record, or with an example, as the field widget ``wa_phone`` shows it.

        :return: dict of ``sender``; ``html``, safe; ``header``: {format, name, url} or None
        """
        header = self.format_id.sudo().attachment_id
        kind, _subtype = (header.mimetype or "/").split("/", 1) if header else (None, None)
        return {
            "sender": self.account_id.name or "",
            "html": self.format_id._preview_html(document, self.account_id or None),
            "header": (
                header
                and {
                    "format": {"image": "IMAGE", "video": "VIDEO"}.get(kind, "DOCUMENT"),
                    "name": header.name,
                    "url": f"/web/image/wa.format/{self.format_id._origin.id}/header_file",
                }
            )
            or None,
        }
