import logging
import secrets
from collections import namedtuple

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import errors
from ..tools.graph_client import GraphClient
from ..tools.graph_errors import GraphError, NotSent, OutcomeUnknown

_logger = logging.getLogger(__name__)

ADMIN = "innovasia_whatsapp.group_admin"

#: What runs at most once at a time for an account, and its class of advisory locks.
INBOX, OUTBOX, MEDIA = "inbox", "outbox", "media"
LOCK_CLASS = {INBOX: 0x574101, OUTBOX: 0x574102, MEDIA: 0x574103}

Webhook = namedtuple("Webhook", "id app_secret verify_token refused_at")


class WaAccount(models.Model):
    """A WhatsApp business number, which people call a device."""

    _name = "wa.account"
    _description = "WhatsApp Device"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    phone_number = fields.Char(help="The number customers write to, as Meta shows it.")
    phone_number_id = fields.Char(
        "Phone Number ID", required=True, index=True, copy=False, help="In Meta's app dashboard: WhatsApp > API setup."
    )
    waba_id = fields.Char("WhatsApp Business Account ID", required=True, help="In Meta's app dashboard: WhatsApp > API setup.")
    app_secret = fields.Char(
        groups=ADMIN,
        copy=False,
        help="In Meta's app dashboard: App settings > Basic. It signs every webhook; without it nothing is accepted.",
    )
    access_token = fields.Char(
        groups=ADMIN,
        copy=False,
        help="In Meta's business settings: System users. Choose a token that does not expire.",
    )
    verify_token = fields.Char(groups=ADMIN, copy=False, default=lambda self: secrets.token_urlsafe(24))
    webhook_token = fields.Char(
        groups=ADMIN,
        copy=False,
        required=True,
        default=lambda self: secrets.token_urlsafe(24),
    )
    webhook_url = fields.Char("Webhook address", compute="_compute_webhook_url", groups=ADMIN)
    api_url = fields.Char("API address", required=True, default="https://graph.facebook.com")
    api_version = fields.Char("API version", required=True, default="v23.0")
    state = fields.Selection(
        [("draft", "Draft"), ("connected", "Connected"), ("error", "Error")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
    )
    last_error = fields.Text(readonly=True, copy=False)
    verified_name = fields.Char(readonly=True, copy=False)
    quality_rating = fields.Char(readonly=True, copy=False)
    messaging_limit = fields.Char(readonly=True, copy=False)
    messages_per_second = fields.Integer(
        default=80, help="Meta's throughput of this number: 80, or 20 when the phone app shares it."
    )

    _phone_number_id_unique = models.Constraint(
        "UNIQUE(phone_number_id)",
        "This phone number ID already belongs to another device.",
    )
    _webhook_token_unique = models.Constraint("UNIQUE(webhook_token)", "The webhook address must be unique.")

    @api.depends("webhook_token")
    def _compute_webhook_url(self):
        base_url = self[:1].get_base_url()
        for account in self:
            account.webhook_url = f"{base_url}/whatsapp/webhook/{account.webhook_token}"

    def write(self, vals):
        if "company_id" in vals:
            self.filtered(lambda account: account.company_id.id != vals["company_id"])._check_no_conversations()
        return super().write(vals)

    def _check_no_conversations(self):
        """Keep a device with its company once customers wrote: they and their history are of that company.

        :raises UserError:
        """
        if self._has_conversations():
            raise UserError(
                self.env._(
                    "Customers wrote to %s already, so it stays with its company. Another company needs a number of its own.",
                    ", ".join(self.mapped("name")),
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_only_without_conversations(self):
        if self._has_conversations():
            raise UserError(
                self.env._(
                    "There are conversations with customers on %s, which would be lost with it: archive it instead.",
                    ", ".join(self.mapped("name")),
                )
            )

    def _has_conversations(self):
        channels = self.env["discuss.channel"].sudo().with_context(active_test=False)
        return bool(self and channels.search_count([("wa_account_id", "in", self.ids)], limit=1))

    # --- connecting ----------------------------------------------------------------------

    @api.model
    def _for_webhook(self, token):
        """Find the device behind a webhook address without the ORM: this runs for every post.

        :return: Webhook, or None
        """
        if "\0" in token:
            return None  # PostgreSQL has no such text
        self.env.cr.execute(
            "SELECT id, app_secret, verify_token, refused_at FROM wa_account WHERE webhook_token = %s AND active",
            [token],
        )
        row = self.env.cr.fetchone()
        return row and Webhook(*row)

    def action_test_connection(self):
        """Read the number's data from Meta: name, quality, limit.

        :return: a notification for the user; the outcome is kept in ``state`` and ``last_error``
        """
        self.check_access("write")
        for account in self:
            account._talk(account._read_number)
        return self._outcome(self.env._("Connected. The number's data was read from Meta."))

    def action_connect(self):
        """Test the connection and have Meta post this number's webhooks to ``webhook_url``.

        Meta calls the address back at once, so it must be reachable from outside.
        """
        self.check_access("write")
        for account in self:
            account._talk(account._read_number, account._subscribe)
        return self._outcome(self.env._("Connected. Meta now posts this number's messages here."))

    def _talk(self, *steps):
        """Take the steps against Meta and keep what came of them."""
        try:
            with self._client() as client:
                for step in steps:
                    step(client)
        except GraphError as error:
            _logger.warning("Device %s: not connected: %s", self.id, error)
            self._stop(*self._why_not_connected(error))
        else:
            self.sudo().write({"state": "connected", "last_error": False})
            self._wake_after_commit(OUTBOX)

    @staticmethod
    def _why_not_connected(error):
        """:return: (the code to explain, the detail to show beside)"""
        if isinstance(error, (NotSent, OutcomeUnknown)) and error.code is None:
            return errors.NO_CONNECTION, False
        return error.code, str(error)

    def _read_number(self, client):
        number = client.phone_number(self.phone_number_id)
        throughput = (number.get("throughput") or {}).get("level")
        self.write(
            {
                "phone_number": number.get("display_phone_number") or self.phone_number,
                "verified_name": number.get("verified_name"),
                "quality_rating": number.get("quality_rating"),
                "messaging_limit": number.get("messaging_limit_tier"),
                **({"messages_per_second": 1000} if throughput == "HIGH" else {}),
            }
        )

    def _subscribe(self, client):
        client.subscribe(self.waba_id)
        client.set_webhook(self.phone_number_id, self.webhook_url, self.sudo().verify_token)

    def _outcome(self, success):
        failed = self.filtered("last_error")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "danger" if failed else "success",
                "sticky": bool(failed),
                "message": "\n".join(failed.mapped("last_error")) or success,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _stop(self, code, detail):
        """Stop sending for these accounts, and tell people why."""
        for account in self.sudo():
            account.write({"state": "error", "last_error": account._explain(code, detail)})

    def _explain(self, code, detail):
        """:return: what an error of Meta means and what to do, in the language of the device's company"""
        lang = self.company_id._language()
        text = errors.explain(code).text(lang)
        return f"{text}\n({detail})" if detail else text

    def _take_notices(self, notices):
        """Keep what Meta tells about the account itself, and who of its customers became whom."""
        for notice in notices:
            value = notice.value
            if notice.field == "user_id_update":
                self.env["wa.identity"]._follow(self, notice)
            elif notice.field == "phone_number_quality_update" and value.get("current_limit"):
                self.sudo().messaging_limit = value["current_limit"]
            elif notice.field == "errors":
                for error in value["errors"]:
                    self.sudo().last_error = f"{error['title'] or error['message']} ({error['code']})"

    def _client(self):
        """The Graph API client of this account.

        :rtype: odoo.addons.innovasia_whatsapp.tools.graph_client.GraphClient
        """
        self.ensure_one()
        account = self.sudo()
        return GraphClient(account.api_url, account.api_version, account.access_token)
