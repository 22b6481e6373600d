from odoo import api, fields, models
from odoo.exceptions import ValidationError

PURPOSES = ("greeting", "away")


class WaAccount(models.Model):
    """What a device says by itself: a greeting, and that nobody is there now. The texts are formats."""

    _inherit = "wa.account"

    greeting_active = fields.Boolean("Greet new customers", help="Answers the first message of a session by itself.")
    greeting_format_id = fields.Many2one(
        "wa.format",
        "Greeting",
        compute="_compute_greeting_format_id",
        store=True,
        readonly=False,
        copy=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('trigger', '=', 'conversation_greeting')]",
        help="What is said. Change the text in the format itself: every device that uses it says the same.",
    )
    away_active = fields.Boolean(
        "Answer outside working hours",
        help="Once per session, when the customer writes outside the working hours and nobody is answering.",
    )
    away_format_id = fields.Many2one(
        "wa.format",
        "Away message",
        compute="_compute_away_format_id",
        store=True,
        readonly=False,
        copy=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('trigger', '=', 'conversation_away')]",
        help="What is said. Change the text in the format itself: every device that uses it says the same.",
    )
    greet_when_away = fields.Boolean(
        "Greet outside working hours as well",
        help="Otherwise who writes outside the working hours gets the away message only.",
    )
    greeting_preview = fields.Html(compute="_compute_greeting_preview", sanitize=False)
    away_preview = fields.Html(compute="_compute_away_preview", sanitize=False)

    # --- what people fill in ---------------------------------------------------------------

    @api.depends("greeting_active")
    def _compute_greeting_format_id(self):
        self._choose_format("greeting")

    @api.depends("away_active")
    def _compute_away_format_id(self):
        self._choose_format("away")

    def _choose_format(self, purpose):
        """What is switched on has a text at once: the company's oldest for this purpose."""
        for company, accounts in self.grouped("company_id").items():
            wanting = accounts.filtered(lambda a: a[f"{purpose}_active"] and not a[f"{purpose}_format_id"])
            domain = [("trigger", "=", f"conversation_{purpose}"), ("company_id", "in", (False, company.id))]
            found = wanting and self.env["wa.format"].search(domain, order="company_id, id", limit=1)
            wanting[f"{purpose}_format_id"] = found or False

    @api.constrains("greeting_active", "greeting_format_id", "away_active", "away_format_id", "resource_calendar_id")
    def _check_automatic_texts(self):
        for account in self:
            if account.away_active and not account.resource_calendar_id:
                raise ValidationError(
                    self.env._("Choose the working hours of %s, or switch the away message off.", account.name)
                )
            for purpose in PURPOSES:
                used = account[f"{purpose}_format_id"]
                if account[f"{purpose}_active"] and not used.active:
                    raise ValidationError(self.env._("Choose what %s answers by itself, or switch it off.", account.name))
                if used and used.trigger != f"conversation_{purpose}":
                    raise ValidationError(self.env._("“%s” is written for something else.", used.name))

    @api.depends("greeting_format_id.body", "name")
    def _compute_greeting_preview(self):
        for account in self:
            account.greeting_preview = bool(account.greeting_format_id) and account._preview(account.greeting_format_id)

    @api.depends("away_format_id.body", "name", "resource_calendar_id")
    def _compute_away_preview(self):
        for account in self:
            account.away_preview = bool(account.away_format_id) and account._preview(account.away_format_id)

    def _preview(self, used):
        """:return: a format as a customer of this device reads it, as HTML"""
        account = self._in_company_language()
        return used.with_env(account.env)._preview_html(account=account)

    def _in_company_language(self):
        """These devices, speaking as their company does: customers are answered in its language."""
        return self.with_context(lang=self.company_id._language())
