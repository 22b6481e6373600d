import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_whatsapp.tools.numbers import pretty

from ..tools.actions import notification


class WaAutomationTest(models.TransientModel):
    """Send the message of an automated action to see how it looks; it counts nowhere, and holds back no real one."""

    _name = "wa.automation.test"
    _description = "Test of an Automated WhatsApp Message"

    automation_id = fields.Many2one("wa.automation", required=True, readonly=True, ondelete="cascade")
    recipient = fields.Selection(
        [("number", "To my own number"), ("contact", "To a contact")],
        "Send it",
        required=True,
        default=lambda self: "number" if self._own_number() else "contact",
    )
    number = fields.Char("WhatsApp number", compute="_compute_number", help="The number of your account.")
    partner_id = fields.Many2one("res.partner", "Contact", domain=[("wa_number", "!=", False)])
    res_model = fields.Char(compute="_compute_res_model")
    res_id = fields.Many2oneReference("Filled in from", model_field="res_model", help="The record that the text speaks of.")
    preview = fields.Json("The customer reads", compute="_compute_preview")

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        automation = self.env["wa.automation"].browse(values.get("automation_id"))
        if automation and "res_id" in fields_list and (document := automation._latest_document()):
            values["res_id"] = document.id
        return values

    @api.depends_context("uid")
    def _compute_number(self):
        number = self._own_number()
        self.number = number and pretty(number)

    @api.depends("automation_id")
    def _compute_res_model(self):
        for test in self:
            test.res_model = test.automation_id.model_name

    @api.depends("automation_id", "res_id")
    def _compute_preview(self):
        for test in self:
            test.preview = bool(test.automation_id) and test.automation_id._phone(test._document())

    def _document(self):
        """:return: the record that the text speaks of, which one may read; None without a choice"""
        if not self.res_id:
            return None
        document = self.env[self.res_model].browse(self.res_id).exists()
        document.check_access("read")
        return document or None

    def action_send(self):
        """Send the test.

        :return: an action that says so
        :raises UserError: when there is nobody to send it to, or WhatsApp would not take it
        """
        self.ensure_one()
        partner, number = self._whom()
        self.automation_id.check_access("read")
        self._send(partner, number)
        return notification(
            self.env._("The test is on its way to %s.", pretty(number)), title=self.env._("Test sent"), type="success"
        )

    def _whom(self):
        """:return: (res.partner, digits of the number)
        :raises UserError: without a number
        """
        if self.recipient == "contact":
            if not self.partner_id:
                raise UserError(self.env._("Choose a contact."))
            return self.partner_id, self.partner_id.wa_number
        number = self._own_number()
        if not number:
            raise UserError(self.env._("Your account has no WhatsApp number: write it there first, or choose a contact."))
        return self.env.user.partner_id, number

    def _own_number(self):
        """:return: digits; no number is typed in, as a stranger would read what is about somebody's order"""
        return self.env.user.wa_number or self.env.user.partner_id.wa_number

    def _send(self, partner, number):
        """Say it as the engine would: freely inside the 24-hour window, as the format's template outside of it.

        :raises UserError: when WhatsApp would not take it
        """
        automation = self.automation_id
        wording = automation.format_id
        identity = self.env["wa.identity"]._for_number(automation.account_id, number, partner)
        conversation = identity._channels().get(identity) or self.env["discuss.channel"]._wa_create(identity)
        values = wording._preview_values(self._document(), automation.account_id)
        window = conversation.sudo().wa_window_expires_at
        if window and window > fields.Datetime.now():
            text, template, file = wording._render({0: values})[0], None, wording.attachment_id
        else:
            template, text, file = self._as_template(values)
        conversation._wa_say(text, f"test.{secrets.token_hex(8)}", attachment=file, template=template)

    def _as_template(self, values):
        """:return: (payload, text as the customer reads it, ir.attachment of the header)
        :raises UserError: when there is no template that Meta takes
        """
        wording, account = self.automation_id.format_id, self.automation_id.account_id
        template = wording.template_id.sudo()
        if not template or template._why_not(account):
            raise UserError(
                self.env._(
                    "The 24-hour window of this number is closed, and the format has no template that Meta approved. "
                    "Write any message from that phone to %s first, then send the test again.",
                    account.name,
                )
            )
        file = template._header_file(wording.attachment_id)
        try:
            return *template._message(wording._template_values(values), attachment=file), file
        except ValueError as error:
            raise UserError(str(error)) from error
