from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_crm.tools.actions import notification
from odoo.addons.innovasia_whatsapp.tools import message_payload
from odoo.addons.innovasia_whatsapp.tools.message_media import UPLOAD

#: What the text of the template names, in this order: customer, amount, what was paid, receipt number.
PARAMETERS = 4


class WaAccount(models.Model):
    """The template with which a device sends receipts when the 24-hour window is closed."""

    _inherit = "wa.account"

    receipt_template_name = fields.Char(
        "Template of receipts",
        copy=False,
        help="An approved template of the category “Utility” with a document as header, whose text names {{1}} the customer,"
        " {{2}} the amount, {{3}} what was paid and {{4}} the number of the receipt."
        " Without one, receipts wait until the customer writes.",
    )
    receipt_template_language = fields.Char(
        "Language of the receipts' template", default="id", help="Meta's code of the template's language: id, en, en_US."
    )

    def _receipt_template(self, customer, amount, paid_for, number, filename):
        """:return: the payload of a template message with the receipt; the file's id is put in when it is uploaded"""
        document = {"id": UPLOAD, "filename": filename}
        texts = [{"type": "text", "text": text} for text in (customer, amount, paid_for, number)]
        return message_payload.template(
            self.receipt_template_name,
            self.receipt_template_language or "id",
            [
                {"type": "header", "parameters": [{"type": "document", "document": document}]},
                {"type": "body", "parameters": texts},
            ],
        )

    def action_check_receipt_template(self):
        """Ask Meta whether the template of receipts can be used.

        :return: a notification
        :raises UserError: with what is wrong with it
        """
        self.check_access("write")
        for account in self:
            account._check_receipt_template()
        return notification(self.env._("The template is approved: receipts can be sent at any time."))

    def _check_receipt_template(self):
        """:raises UserError: unless Meta has approved the template, with a document and our four texts"""
        name, language = self.receipt_template_name, self.receipt_template_language
        if not name or not language:
            raise UserError(self.env._("Enter the name and the language of the template first."))
        found = self._templates_named(name)
        template = next((template for template in found if template.get("language") == language), None)
        if not template:
            raise UserError(
                self.env._("Meta knows no template “%(name)s” in the language “%(language)s”.", name=name, language=language)
            )
        if template.get("status") != "APPROVED":
            raise UserError(
                self.env._("The template “%(name)s” is not approved: %(status)s.", name=name, status=template.get("status"))
            )
        parts = {component.get("type"): component for component in template.get("components") or []}
        if parts.get("HEADER", {}).get("format") != "DOCUMENT":
            raise UserError(self.env._("The template “%s” has no document as header.", name))
        text = parts.get("BODY", {}).get("text") or ""
        if any(f"{{{{{number}}}}}" not in text for number in range(1, PARAMETERS + 1)) or f"{{{{{PARAMETERS + 1}}}}}" in text:
            raise UserError(
                self.env._("The text of the template “%s” has to name exactly {{1}}, {{2}}, {{3}} and {{4}}.", name)
            )
