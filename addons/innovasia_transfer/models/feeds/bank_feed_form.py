import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .bank_feed import SECRETS


class BankFeed(models.Model):
    """What the form shows, and keeps people from getting wrong."""

    _inherit = "bank.feed"

    webhook_url = fields.Char("Webhook address", compute="_compute_webhook_url", groups=SECRETS)
    is_asked = fields.Boolean(compute="_compute_is_asked", compute_sudo=True, help="Whether an API token is set.")
    dead_count = fields.Integer("Not understood", compute="_compute_dead_count", compute_sudo=True)

    @api.depends("webhook_token")
    def _compute_webhook_url(self):
        base = self[:1].get_base_url()
        for feed in self:
            feed.webhook_url = f"{base}/transfer/feed/{feed.webhook_token}" if feed.webhook_token else False

    @api.depends("api_token")
    def _compute_is_asked(self):
        for feed in self:
            feed.is_asked = bool(feed.api_token)

    @api.depends("event_ids.state")
    def _compute_dead_count(self):
        groups = self.env["bank.feed.event"]._read_group(
            [("feed_id", "in", self.ids), ("state", "=", "dead")], ["feed_id"], ["__count"]
        )
        counts = {feed.id: count for feed, count in groups}
        for feed in self:
            feed.dead_count = counts.get(feed.id, 0)

    @api.onchange("journal_id")
    def _onchange_journal_id(self):
        if self.journal_id and not self.name:
            self.name = self.journal_id.name

    @api.constrains("journal_id")
    def _check_journal(self):
        for feed in self:
            self.env["bank.mutation"]._check_account(feed.journal_id)

    @api.constrains("api_url")
    def _check_api_url(self):
        for feed in self:
            if feed.api_url and not feed.api_url.startswith(("https://", "http://")):
                raise ValidationError(self.env._("An API address begins with https://."))

    @api.model_create_multi
    def create(self, vals_list):
        """Each feed has a secret address from the beginning."""
        for vals in vals_list:
            vals["webhook_token"] = vals.get("webhook_token") or secrets.token_urlsafe(24)
        return super().create(vals_list)

    def action_new_address(self):
        """Give the webhook a new address; the old one is dead at once."""
        self.check_access("write")
        for feed in self.sudo():
            feed.webhook_token = secrets.token_urlsafe(24)
        return True

    def action_open_events(self):
        """Show what the service posted and answered."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("innovasia_transfer.action_feed_events")
        return {**action, "domain": [("feed_id", "=", self.id)], "context": {"default_feed_id": self.id}}

    def action_open_mutations(self):
        """Show the account's mutations."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.journal_id.name,
            "res_model": "bank.mutation",
            "view_mode": "list,kanban,form",
            "domain": [("journal_id", "=", self.journal_id.id)],
        }
