from ast import literal_eval
from datetime import timedelta

from pytz import country_timezones

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from ...tools.sending_hours import SendingHours
from ..words.wa_format import EVENTS

TIME_ZONE = "Asia/Jakarta"
MOST_DAYS = 366


class WaAutomation(models.Model):
    """Aksi Otomatis: when something happens, a format is sent (spec/002)."""

    _name = "wa.automation"
    _description = "WhatsApp Automated Action"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    trigger = fields.Selection(EVENTS, required=True)
    model_name = fields.Char(compute="_compute_model_name", help="The model of the records that the condition speaks of.")
    counts_back = fields.Boolean(
        compute="_compute_model_name", help="The delay is how long before its date a message goes out."
    )
    # Its company is the action's, so there is none yet by which to choose one.
    account_id = fields.Many2one(
        "wa.account",
        "Device",
        required=True,
        index=True,
        ondelete="restrict",
        help="What was agreed on in a conversation is written of there while its 24-hour window is open, from its own device.",
    )
    format_id = fields.Many2one("wa.format", required=True, index=True, ondelete="restrict", check_company=True)
    company_id = fields.Many2one(related="account_id.company_id", store=True, index=True)
    domain = fields.Char("Condition", default="[]", help="Looked at when the message is due.")
    delay_number = fields.Integer("Delay", default=0, help="Counted from what happened, or from the date that was agreed on.")
    delay_unit = fields.Selection(
        [("minutes", "Minutes"), ("hours", "Hours"), ("days", "Days")], required=True, default="minutes"
    )
    has_hours = fields.Boolean("Only at certain hours", help="What is due outside of them waits until they begin.")
    hour_from = fields.Float("From", default=8.0)
    hour_to = fields.Float("To", default=20.0)
    tz = fields.Selection(
        lambda self: self.env["res.partner"]._fields["tz"]._description_selection(self.env),
        "Time zone",
        required=True,
        default=lambda self: self._default_tz(),
    )
    patience_days = fields.Integer(
        "Given up after (days)",
        default=3,
        help="A message that could not go out for so long after it was due is not sent any more.",
    )
    active_from = fields.Datetime(
        required=True, default=fields.Datetime.now, copy=False, help="What happened before is never written about (UTC)."
    )
    active = fields.Boolean(default=True)
    scheduled_ids = fields.One2many("wa.scheduled", "automation_id", "Messages")

    _delay_check = models.Constraint("CHECK (delay_number >= 0)", "A delay is not negative.")
    _patience_check = models.Constraint("CHECK (patience_days > 0)", "A message is given up after one day at the earliest.")

    @api.depends("trigger")
    def _compute_model_name(self):
        for automation in self:
            trigger = self.env["wa.trigger"]._get(automation.trigger) if automation.trigger else None
            automation.model_name = trigger and trigger.model
            automation.counts_back = bool(trigger and trigger.counts_back)

    @api.model
    def _default_tz(self):
        """:return: the company's time zone, or the user's, where it is one of the company's country; else the country's first

        Users and working hours of Odoo begin somewhere in Europe.
        """
        company = self.env.company
        zones = country_timezones.get(company.country_code or "ID", [TIME_ZONE])
        return next((tz for tz in (company.partner_id.tz, self.env.user.tz) if tz in zones), zones[0])

    # --- what people fill in -------------------------------------------------------------

    @api.constrains("delay_number", "delay_unit")
    def _check_delay(self):
        for automation in self:
            if automation._delay() > timedelta(days=MOST_DAYS):
                raise ValidationError(self.env._("A delay is at most %s days.", MOST_DAYS))

    @api.constrains("has_hours", "hour_from", "hour_to")
    def _check_hours(self):
        for automation in self.filtered("has_hours"):
            if not 0 <= automation.hour_from < automation.hour_to <= 24:
                raise ValidationError(
                    self.env._("The sending hours of “%s” end after they begin, both within one day.", automation.name)
                )

    @api.constrains("trigger", "format_id")
    def _check_format(self):
        for automation in self:
            trigger, wording = self.env["wa.trigger"]._get(automation.trigger), automation.format_id
            if not trigger.is_event:
                raise ValidationError(self.env._("No automated action waits for “%s”.", automation.trigger))
            if wording.usage != "automatic" or wording.trigger != automation.trigger:
                raise ValidationError(
                    self.env._(
                        "The format “%(format)s” was written for another occasion than the automated action “%(action)s”."
                        " Choose one of the same trigger, or write a new one.",
                        format=wording.name,
                        action=automation.name,
                    )
                )

    @api.constrains("trigger", "domain")
    def _check_domain(self):
        """Refuse a condition that cannot be searched, or that asks what its author may not read."""
        for automation in self:
            try:
                domain = automation._condition()
                if not domain.is_true():
                    self.env[automation.model_name].search(domain, limit=1)
            except (ValueError, SyntaxError, TypeError, KeyError, UserError) as error:
                raise ValidationError(
                    self.env._("The condition of “%(name)s” cannot be used: %(reason)s", name=automation.name, reason=error)
                ) from error

    def _condition(self):
        """:return: Domain of the records that are written about"""
        self.ensure_one()
        return Domain(literal_eval(self.domain or "[]"))

    def _delay(self):
        """:return: timedelta"""
        self.ensure_one()
        return timedelta(**{self.delay_unit: self.delay_number})

    def _hours(self):
        """:return: SendingHours; None is at any hour"""
        self.ensure_one()
        return SendingHours(self.hour_from, self.hour_to, self.tz) if self.has_hours else None

    # --- on and off ----------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        automations = super().create(vals_list)
        self.env.registry.clear_cache()
        return automations

    def write(self, vals):
        if "trigger" in vals:
            self.filtered(lambda automation: automation.trigger != vals["trigger"])._check_no_messages()
        if vals.get("active"):
            # What happened while it was off stays unwritten.
            resumed = self.filtered(lambda automation: not automation.active)
            super(WaAutomation, resumed).write({"active_from": fields.Datetime.now()})
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def _check_no_messages(self):
        """Its rows speak of what happened, and their keys keep the same from being sent twice: another event would find them.

        :raises UserError: when there are messages of these
        """
        if row := self.env["wa.scheduled"].sudo().search([("automation_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "“%s” has messages of what it waited for until now, so it stays with that. Make a copy for another moment.",
                    row.automation_id.name,
                )
            )

    @api.ondelete(at_uninstall=False)
    def _end_waiting(self):
        """Say of what still waits that it is not sent any more, and let nothing else have its key."""
        rows = self.env["wa.scheduled"].sudo().search([("automation_id", "in", self.ids)])
        rows.filtered(lambda row: row.state == "waiting" and not row.message_id)._skip("automation_off")
        rows.key = False

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
