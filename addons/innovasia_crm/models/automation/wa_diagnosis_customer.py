from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.innovasia_whatsapp.tools.numbers import pretty

from ...tools.diagnosis import BAD, GOOD, NEUTRAL, WAITING, Event, step


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
        identities = self._identities(partner)
        steps = [self._number_step(partner, identities), *self._window_steps(identities)]
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

    def _identities(self, partner):
        """:return: the wa.identity of a customer, as system"""
        domain = [("partner_id", "=", partner.id), ("company_id", "in", self.env.companies.ids)]
        return self.env["wa.identity"].sudo().search(domain) if partner else self.env["wa.identity"]

    def _window_ends(self, identities):
        """:return: until when the latest window is open (UTC); None when the customer never wrote"""
        return max(filter(None, identities.channel_ids.mapped("wa_window_expires_at")), default=None)

    def _has_open_window(self, automation, trigger, record):
        """Tell whether anything may be written about a record now, from the device that would write it."""
        partner = self._customer(record)
        ends = self._window_ends(self._identities(partner).filtered(lambda i: i.account_id == automation.account_id))
        if ends and ends > fields.Datetime.now():
            return True
        row = {"trigger": trigger, "res_model": record._name, "res_id": record.id, "partner_id": partner.id}
        return bool(self.env["wa.scheduled"].sudo().new({**row, "company_id": automation.company_id.id})._open_conversations())

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

    def _window_steps(self, identities):
        """:return: list of steps: the window; each device has its own, and is named where there are several"""
        devices = self.env["wa.account"].sudo().search([("company_id", "in", self.env.companies.ids)], limit=2)
        if len(devices) < 2 or not identities:
            return [self._window_step(identities)]
        return [self._window_step(theirs, device.name) for device, theirs in identities.grouped("account_id").items()]

    def _window_step(self, identities, device=None):
        """The 24 hours after the customer's last message, in which anything may be written."""
        ends = self._window_ends(identities)
        at = ends and self._clock(ends)
        if ends and ends > fields.Datetime.now():
            title = " · ".join(filter(None, [self.env._("Window open"), device]))
            return step(GOOD, title, self.env._("Anything may be written until %s, free of templates.", at))
        title = " · ".join(filter(None, [self.env._("Window closed"), device]))
        text = self.env._("The customer never wrote to you.")
        if ends:
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
            at = self._clock(account.paused_until)
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

    def _contact_events(self, partner):
        """:return: list of Event: what happens with a contact"""
        birthday = self.env._("The contact says no date of birth.")
        if partner.birth_date:
            day = format_date(self.env, partner.birth_date, date_format="d MMMM")
            birthday = self.env._("The birthday is on %s.", day)
        is_customer = partner.sudo()._wa_is_customer()
        return [
            Event(
                "contact_created",
                partner,
                partner.create_date if partner.wa_number else None,
                self.env._("The contact has no WhatsApp number yet."),
                self._never_welcomed(partner, is_customer),
            ),
            Event("birthday", partner, None, birthday, "" if is_customer else self._no_customer()),
        ]

    def _never_welcomed(self, partner, is_customer):
        """:return: why a contact gets no welcome; '' when it does"""
        if not is_customer:
            return self._no_customer()
        if partner.wa_number and self._identities(partner).channel_ids.filtered("wa_window_expires_at"):
            return self.env._("The customer wrote first. The device's greeting answers such customers.")
        return ""

    def _no_customer(self):
        return self.env._("This is no customer, but an address, a colleague, a supplier or your own company.")
