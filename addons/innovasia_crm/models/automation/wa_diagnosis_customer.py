from odoo import api, fields, models
from odoo.tools import format_datetime

from odoo.addons.innovasia_whatsapp.tools.numbers import pretty

from ...tools.diagnosis import BAD, GOOD, NEUTRAL, WAITING, step


class WaDiagnosis(models.AbstractModel):
    """What lies with the customer and with the device, whatever is to be sent."""

    _inherit = "wa.diagnosis"

    @api.model
    def _customer_steps(self, partner):
        """:return: list of steps: the number, whether it is reached, marketing, the window"""
        if not partner:
            return [step(BAD, self.env._("No customer"), self.env._("The document names no customer to write to."))]
        if not partner.wa_number:
            reason = self.env["wa.scheduled"]._reasons()["no_number"]
            return [
                step(
                    BAD,
                    self.env._("No WhatsApp number"),
                    self.env._(reason.happened),
                    self.env._(reason.advice),
                    self._link(partner),
                    self.env._("Open Contact"),
                )
            ]
        identities = (
            self.env["wa.identity"]
            .sudo()
            .search([("partner_id", "=", partner.id), ("company_id", "in", self.env.companies.ids)])
        )
        steps = [self._number_step(partner, identities), self._window_step(identities)]
        if partner.wa_opt_out:
            steps.insert(
                1,
                step(
                    WAITING,
                    self.env._("Wants no marketing"),
                    self.env._("Messages that count as marketing are not sent: welcomes, birthday wishes, broadcasts."),
                    self.env._("Messages about the customer's own orders go out all the same."),
                    self._link(partner),
                    self.env._("Open Contact"),
                ),
            )
        return steps

    def _number_step(self, partner, identities):
        number = pretty(partner.wa_number)
        if identities.filtered("unreachable"):
            reason = self.env["wa.scheduled"]._reasons()["bad_number"]
            return step(
                BAD,
                self.env._("%s is not reached", number),
                self.env._(reason.happened),
                self.env._(reason.advice),
                self._link(partner),
                self.env._("Open Contact"),
            )
        if identities.channel_ids.filtered("wa_window_expires_at"):
            return step(GOOD, number, self.env._("This customer has written to you from WhatsApp."))
        return step(
            NEUTRAL, number, self.env._("The number looks right. Whether it has WhatsApp shows with the first message.")
        )

    def _window_step(self, identities):
        """The 24 hours after the customer's last message, in which anything may be written."""
        ends = [channel.wa_window_expires_at for channel in identities.channel_ids if channel.wa_window_expires_at]
        now = fields.Datetime.now()
        if ends and max(ends) > now:
            at = format_datetime(self.env, max(ends), dt_format="d MMM y, HH:mm")
            return step(GOOD, self.env._("Window open"), self.env._("Anything may be written until %s, free of templates.", at))
        title = self.env._("Window closed")
        text = self.env._("The customer never wrote to you.")
        if ends:
            at = format_datetime(self.env, max(ends), dt_format="d MMM y, HH:mm")
            text = self.env._("The 24 hours after the customer's last message were over on %s.", at)
        return step(
            NEUTRAL,
            title,
            text,
            self.env._("Only formats with a template that Meta approved reach this customer now."),
        )

    @api.model
    def _device_steps(self, partner, document):
        """:return: list of steps: the devices from which automated actions write to this customer"""
        accounts = self._automations(document).filtered("active").account_id
        return [self._device_step(account) for account in accounts]

    def _device_step(self, account):
        link, label = self._link(account), self.env._("Open Device")
        if account.state != "connected" or not account.active:
            reason = self.env["wa.scheduled"]._reasons()["device_offline"]
            texts = [self.env._(reason.happened), account.last_error or ""]
            return step(BAD, account.name, "\n".join(filter(None, texts)), self.env._(reason.advice), link, label)
        if account.paused_until and account.paused_until > fields.Datetime.now():
            at = format_datetime(self.env, account.paused_until, dt_format="d MMM y, HH:mm")
            return step(
                WAITING,
                account.name,
                self.env._("Meta warned: no templates go out from this device until %s.", at),
                self.env._("Messages inside the 24-hour window go out. The others wait."),
                link,
                label,
            )
        return step(GOOD, account.name, self.env._("The device is connected."))

    # --- the contact's own triggers ------------------------------------------------------

    def _birthday_not_yet(self, partner):
        if "birth_date" not in partner._fields or not partner.birth_date:
            return self.env._("The contact says no date of birth.")
        return self.env._("The birthday is on %s.", f"{partner.birth_date:%d-%m}")

    def _not_welcomed(self, partner):
        """:return: (text, advice): why a contact got no welcome though the automated action was on"""
        advice = self.env._("Write to this customer in person, if it still matters.")
        if partner.parent_id:
            return self.env._(
                "This is an address or a person of %s: only the customer is welcomed.", partner.parent_id.name
            ), ""
        if partner.sudo().user_ids:
            return self.env._("This is a colleague, not a customer."), ""
        if partner.wa_conversation_count:
            return (
                self.env._("The contact came into the book by writing to you. The device's greeting answers such customers."),
                self.env._("Look at the greeting in the device's settings."),
            )
        return self.env._("The contact came in with an import, or another silent entry, that welcomes nobody."), advice
