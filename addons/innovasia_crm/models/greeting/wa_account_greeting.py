from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.innovasia_whatsapp.tools.markup import to_html

from ...tools import placeholders

#: What a text may name, in the words of spec/001 and in Indonesian.
ALLOWED = ("contactname", "nama", "device", "perangkat", "jambuka")
TEXT_LIMIT = 1000
#: The customer of the preview.
EXAMPLE = "Siti Rahmawati"


class WaAccount(models.Model):
    """What a device says by itself: a greeting, and that nobody is there now."""

    _inherit = "wa.account"

    greeting_active = fields.Boolean("Greet new customers", help="Answers the first message of a session by itself.")
    greeting_text = fields.Text("Greeting", compute="_compute_greeting_text", store=True, readonly=False, copy=True)
    away_active = fields.Boolean(
        "Answer outside working hours",
        help="Once per session, when the customer writes outside the working hours and nobody is answering.",
    )
    away_text = fields.Text("Away message", compute="_compute_away_text", store=True, readonly=False, copy=True)
    greet_when_away = fields.Boolean(
        "Greet outside working hours as well",
        help="Otherwise who writes outside the working hours gets the away message only.",
    )
    greeting_preview = fields.Html(compute="_compute_greeting_preview", sanitize=False)
    away_preview = fields.Html(compute="_compute_away_preview", sanitize=False)

    # --- what people fill in ---------------------------------------------------------------

    @api.depends("greeting_active")
    def _compute_greeting_text(self):
        for account in self.filtered(lambda a: a.greeting_active and not a.greeting_text):
            account.greeting_text = account._in_company_language().env._(
                "Hello {contactname}, thank you for writing to {device}. How can we help you?"
            )

    @api.depends("away_active")
    def _compute_away_text(self):
        for account in self.filtered(lambda a: a.away_active and not a.away_text):
            account.away_text = account._in_company_language().env._(
                "Hello {contactname}, thank you for writing to {device}. We are closed at the moment."
                " We will answer your message {jambuka}."
            )

    @api.constrains("greeting_active", "greeting_text", "away_active", "away_text", "resource_calendar_id")
    def _check_automatic_texts(self):
        for account in self:
            if account.away_active and not account.resource_calendar_id:
                raise ValidationError(
                    self.env._("Choose the working hours of %s, or switch the away message off.", account.name)
                )
            for active, text in (
                (account.greeting_active, account.greeting_text),
                (account.away_active, account.away_text),
            ):
                account._check_automatic_text(active, (text or "").strip())

    def _check_automatic_text(self, active, text):
        if active and not text:
            raise ValidationError(self.env._("Write what %s answers by itself, or switch it off.", self.name))
        if len(text) > TEXT_LIMIT:
            raise ValidationError(self.env._("An automatic answer has at most %s characters.", TEXT_LIMIT))
        if unknown := placeholders.unknown(text, ALLOWED):
            raise ValidationError(
                self.env._(
                    "Unknown: %(unknown)s. What can be filled in: %(allowed)s",
                    unknown=" ".join(unknown),
                    allowed=placeholders.spelled(ALLOWED),
                )
            )

    @api.depends("greeting_text", "name")
    def _compute_greeting_preview(self):
        for account in self:
            account.greeting_preview = account._preview(account.greeting_text)

    @api.depends("away_text", "name", "resource_calendar_id")
    def _compute_away_preview(self):
        for account in self:
            account.away_preview = account._preview(account.away_text)

    def _preview(self, text):
        [example] = self._fill(text, [EXAMPLE], fields.Datetime.now())
        return to_html(example)

    def _in_company_language(self):
        """These devices, speaking as their company does: customers are answered in its language."""
        return self.with_context(lang=self.company_id.partner_id.lang or self.env.lang)

    # --- filling in ------------------------------------------------------------------------

    def _fill(self, text, names, at):
        """Write an automatic answer to each of these customers.

        :param names: the customers'; one without a letter, as a number, is left out
        :param datetime at: when they wrote (UTC)
        :return: list of texts
        """
        self.ensure_one()
        device = self.name or ""
        values = {"device": device, "perangkat": device}
        if "jambuka" in placeholders.names(text):
            values["jambuka"] = self._next_opening(at)
        called = [placeholders.presentable(name) for name in names]
        return [placeholders.fill(text, {**values, "contactname": name, "nama": name}) for name in called]
