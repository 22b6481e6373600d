from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_whatsapp.tools.graph_errors import GraphError

from ...tools.actions import notification


class WaAccount(models.Model):
    """The template with which a device sends log-in codes."""

    _inherit = "wa.account"

    otp_template_name = fields.Char(
        "Template of log-in codes",
        copy=False,
        help="An approved template of the category “Authentication”, with a button that copies the code.",
    )
    otp_template_language = fields.Char("Language", default="id", help="Meta's code of the template's language: id, en, en_US.")

    @api.model
    def _for_otp(self, company):
        """The device that sends log-in codes to people of these companies now.

        :return: wa.account, or an empty one when none can
        """
        ready = self.sudo().search(
            [
                ("company_id", "in", company.ids),
                ("state", "=", "connected"),
                ("otp_template_name", "!=", False),
                "|",
                ("paused_until", "=", False),
                ("paused_until", "<=", fields.Datetime.now()),
            ]
        )
        return ready[:1]

    def action_check_otp_template(self):
        """Ask Meta whether the template of log-in codes can be used.

        :return: a notification
        :raises UserError: with what is wrong with it
        """
        self.check_access("write")
        for account in self:
            account._check_otp_template()
        return notification(self.env._("The template is approved: log-in codes can be sent."))

    def _check_otp_template(self):
        """:raises UserError: unless Meta has approved the template for authentication"""
        name, language = self.otp_template_name, self.otp_template_language
        if not name or not language:
            raise UserError(self.env._("Enter the name and the language of an authentication template first."))
        found = self._templates_named(name)
        template = next((template for template in found if template.get("language") == language), None)
        if not template:
            languages = ", ".join(sorted(template.get("language") or "?" for template in found))
            raise UserError(
                self.env._(
                    "The template “%(name)s” exists in these languages only: %(languages)s.", name=name, languages=languages
                )
                if found
                else self.env._("Meta knows no template “%s” of this WhatsApp Business account.", name)
            )
        if template.get("category") != "AUTHENTICATION":
            raise UserError(self.env._("The template “%s” is not of the category Authentication.", name))
        if template.get("status") != "APPROVED":
            raise UserError(
                self.env._("The template “%(name)s” is not approved: %(status)s.", name=name, status=template.get("status"))
            )

    def _templates_named(self, name):
        """:return: list of Meta's descriptions of the templates of this name, one for each language
        :raises UserError: when Meta does not answer
        """
        try:
            with self._client() as client:
                return [template for template in client.templates(self.waba_id) if template.get("name") == name]
        except GraphError as error:
            raise UserError(self.env._("Meta could not be asked about the template: %s", error)) from error
