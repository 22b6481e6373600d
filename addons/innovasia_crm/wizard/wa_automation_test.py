import secrets

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.innovasia_whatsapp.tools.markup import to_html
from odoo.addons.innovasia_whatsapp.tools.numbers import pretty

from ..tools.actions import notification


class WaAutomationTest(models.TransientModel):
    """Send the message of an automated action to see how it looks; it counts nowhere, and holds back no real one."""

    _name = "wa.automation.test"
    _description = "Test of an Automated WhatsApp Message"

    automation_id = fields.Many2one("wa.automation", required=True, readonly=True, ondelete="cascade")
    recipient = fields.Selection(
        [("number", "To a number of my own"), ("contact", "To a contact")], "Send it", required=True, default="number"
    )
    number = fields.Char("WhatsApp number", default=lambda self: self._default_number())
    partner_id = fields.Many2one("res.partner", "Contact", domain=[("wa_number", "!=", False)])
    res_model = fields.Char(compute="_compute_res_model")
    res_id = fields.Many2oneReference("Filled in from", model_field="res_model", help="The record that the text speaks of.")
    preview = fields.Html("The customer reads", compute="_compute_preview", sanitize=False)

    @api.model
    def _default_number(self):
        number = self.env.user.partner_id.wa_number
        return pretty(number) if number else self.env.user.partner_id.phone

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        automation = self.env["wa.automation"].browse(values.get("automation_id"))
        if automation and "res_id" in fields_list:
            values["res_id"] = automation._latest_record().id
        return values

    @api.depends("automation_id")
    def _compute_res_model(self):
        for test in self:
            test.res_model = test.automation_id.model_name

    @api.depends("automation_id", "res_id")
    def _compute_preview(self):
        for test in self:
            text = test._text()
            test.preview = Markup(to_html(text)) if text else False

    def _record(self):
        """:return: the record that the text speaks of, which one may read; none without a choice"""
        record = self.env[self.res_model].browse(self.res_id or ()).exists()
        record.check_access("read")
        return record

    def _text(self):
        return self.automation_id._text_of(self._record()) if self.automation_id else ""

    def action_send(self):
        """Send the test.

        :return: an action that says so
        :raises UserError: when there is nobody to send it to, or WhatsApp would not take it
        """
        self.ensure_one()
        partner, number = self._whom()
        self.automation_id.check_access("read")
        self._send(self._record(), partner, number)
        return notification(
            self.env._("The test is on its way to %s.", pretty(number)), title=self.env._("Test sent"), type="success"
        )

    def _whom(self):
        """:return: (res.partner, digits of the number)
        :raises UserError: without a number, or with an impossible one
        """
        if self.recipient == "contact":
            if not self.partner_id:
                raise UserError(self.env._("Choose a contact."))
            return self.partner_id, self.partner_id.wa_number
        if not self.number:
            raise UserError(self.env._("Write the number that the test goes to."))
        partner = self.env.user.partner_id
        number = partner._wa_normalise(self.number, self.automation_id.company_id)
        if not number:
            raise UserError(partner._wa_impossible(self.number))
        return partner, number

    def _send(self, record, partner, number):
        """Say it as the engine would: freely inside the 24-hour window, as the format's template outside of it.

        :param record: what the text speaks of; examples stand for it where there is none
        :raises UserError: when WhatsApp would not take it
        """
        automation, account = self.automation_id, self.automation_id.account_id
        identity = self.env["wa.identity"]._for_number(account, number, partner)
        conversations = self.env["discuss.channel"]
        conversation = identity._channels().get(identity) or conversations._wa_create(identity)
        text, template = self._text(), None
        window = conversation.sudo().wa_window_expires_at
        if not window or window < fields.Datetime.now():
            template, text = self._as_template(automation, record)
        conversation._wa_say(
            text, f"test.{self.id}.{secrets.token_hex(4)}", attachment=automation.format_id.attachment_id, template=template
        )

    def _as_template(self, automation, record):
        """:return: (payload, text as the customer reads it)
        :raises UserError: when there is no template that Meta takes
        """
        format_ = automation.format_id
        template = format_.template_id.sudo()
        if not template or template._why_not(automation.account_id):
            raise UserError(
                self.env._(
                    "The 24-hour window of this number is closed, and the format has no template that Meta approved. "
                    "Write any message from that phone to %s first, then send the test again.",
                    automation.account_id.name,
                )
            )
        filled = format_._template_values(automation._values_of(record))
        try:
            return template._message(filled, attachment=format_.attachment_id)
        except ValueError as error:
            raise UserError(str(error)) from error
