from odoo import api, fields, models


class WaAutomation(models.Model):
    """What the customer of an automated action reads."""

    _inherit = "wa.automation"

    preview = fields.Html("The customer reads", compute="_compute_preview", sanitize=False)

    @api.depends("trigger", "format_id.body", "format_id.trigger", "account_id")
    @api.depends_context("lang")
    def _compute_preview(self):
        for automation in self:
            automation.preview = automation.format_id and automation._preview_of(automation._latest_document())

    def _latest_document(self):
        """:return: the newest record that this trigger could have been about, of those that one sees; None without one"""
        self.ensure_one()
        return self.format_id._document(self.trigger) if self.trigger else None

    def _preview_of(self, document):
        """:return: HTML of the format, filled with a record; with an example without one"""
        return self.format_id._preview_html(document, self.account_id or None)
