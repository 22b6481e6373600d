from markupsafe import Markup

from odoo import api, fields, models

from odoo.addons.innovasia_whatsapp.tools.markup import to_html


class WaAutomation(models.Model):
    """What the customer of an automated action reads."""

    _inherit = "wa.automation"

    preview = fields.Html("The customer reads", compute="_compute_preview", sanitize=False)

    @api.depends("trigger", "format_id.body")
    @api.depends_context("lang")
    def _compute_preview(self):
        for automation in self:
            text = automation._preview_text() if automation.trigger and automation.format_id else ""
            automation.preview = Markup(to_html(text)) if text else False

    def _latest_record(self):
        """:return: the newest record that this trigger could have been about, of those that one sees; or none"""
        self.ensure_one()
        return self.format_id._latest_record(self.trigger)

    def _preview_text(self):
        """:return: the format filled with the newest record, with examples where there is none"""
        return self._text_of(self._latest_record())

    def _text_of(self, record):
        """:return: the format's text about a record, with examples where there is none"""
        self.ensure_one()
        return self.format_id._render({0: self._values_of(record)})[0]

    def _values_of(self, record):
        """:return: {variable: text} of all that the format may name"""
        return self.format_id._preview_values(record, self.account_id or None)
