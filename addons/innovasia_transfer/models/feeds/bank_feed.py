import secrets

from odoo import fields, models

from ...tools.providers import PROVIDERS

SECRETS = "base.group_system"


class BankFeed(models.Model):
    """Where a bank account's mutations come from: a service that posts them, and is asked for them."""

    _name = "bank.feed"
    _description = "Bank Feed"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _check_company_auto = True

    name = fields.Char(required=True)
    journal_id = fields.Many2one(
        "account.journal", "Bank account", required=True, ondelete="cascade",
        domain="[('type', '=', 'bank')]",
    )  # fmt: skip
    company_id = fields.Many2one(related="journal_id.company_id", store=True, index=True)
    provider = fields.Selection(
        lambda self: [(key, provider.NAME) for key, provider in sorted(PROVIDERS.items())],
        "Service",
        required=True,
        default="moota",
    )
    account_ref = fields.Char("Account at the service", help="The service's own name of the bank account.")
    secret = fields.Char("Webhook secret", groups=SECRETS, copy=False)
    api_token = fields.Char("API token", groups=SECRETS, copy=False)
    api_url = fields.Char("API address", help="Empty: the service's own.")
    webhook_token = fields.Char(groups=SECRETS, copy=False, default=lambda self: secrets.token_urlsafe(24))
    interval_minutes = fields.Integer("Asked every (minutes)", default=5)
    active = fields.Boolean(default=True)
    user_id = fields.Many2one(
        "res.users", "Told when it is down", default=lambda self: self.env.user,
        help="Gets an activity. Nobody: the first person who may match bank transfers.",
    )  # fmt: skip
    state = fields.Selection(
        [("new", "Not heard of yet"), ("ok", "In order"), ("down", "Down")],
        required=True,
        readonly=True,
        copy=False,
        default="new",
    )
    heard_at = fields.Datetime("Last heard of", readonly=True, copy=False)
    asked_at = fields.Datetime("Last asked", readonly=True, copy=False)
    answered_at = fields.Datetime("Last answered", readonly=True, copy=False)
    misses = fields.Integer(readonly=True, copy=False, help="How many times in a row it did not answer.")
    last_error = fields.Char(readonly=True, copy=False)
    event_ids = fields.One2many("bank.feed.event", "feed_id", readonly=True)

    _journal_unique = models.UniqueIndex("(journal_id) WHERE active", "This bank account has a feed already.")
    _webhook_unique = models.UniqueIndex("(webhook_token)")
    _interval = models.Constraint("CHECK (interval_minutes BETWEEN 1 AND 5)", "Ask every 1 to 5 minutes.")
