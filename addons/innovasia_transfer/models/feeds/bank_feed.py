from odoo import fields, models

SECRETS = "base.group_system"


class BankFeed(models.Model):
    """Where a bank account's mutations come from: a service that posts them, and is asked for them."""

    _name = "bank.feed"
    _description = "Bank Feed"
    _check_company_auto = True

    name = fields.Char(required=True)
    journal_id = fields.Many2one(
        "account.journal", "Bank account", required=True, ondelete="cascade",
        domain="[('type', '=', 'bank')]",
    )  # fmt: skip
    company_id = fields.Many2one(related="journal_id.company_id", store=True, index=True)
    provider = fields.Selection([("moota", "Moota"), ("mutasibank", "Mutasibank")], required=True, default="moota")
    account_ref = fields.Char("Account at the service", help="The service's own name of the bank account.")
    secret = fields.Char("Webhook secret", groups=SECRETS, copy=False)
    api_token = fields.Char("API token", groups=SECRETS, copy=False)
    api_url = fields.Char("API address", help="Empty: the service's own.")
    webhook_token = fields.Char(groups=SECRETS, copy=False)
    interval_minutes = fields.Integer("Asked every (minutes)", default=5)
    active = fields.Boolean(default=True)
    state = fields.Selection(
        [("new", "Not heard of yet"), ("ok", "In order"), ("down", "Down")], required=True, readonly=True, default="new"
    )
    heard_at = fields.Datetime("Last heard of", readonly=True, copy=False)
    asked_at = fields.Datetime("Last asked", readonly=True, copy=False)
    last_error = fields.Char(readonly=True, copy=False)
    event_ids = fields.One2many("bank.feed.event", "feed_id", readonly=True)

    _journal_unique = models.UniqueIndex("(journal_id) WHERE active", "This bank account has a feed already.")
    _webhook_unique = models.UniqueIndex("(webhook_token)")
    _interval = models.Constraint("CHECK (interval_minutes BETWEEN 1 AND 5)", "Ask every 1 to 5 minutes.")
