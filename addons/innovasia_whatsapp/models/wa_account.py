import contextlib
import logging
import secrets
from collections import namedtuple
from datetime import timedelta

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api, fields, models
from odoo.service.model import PG_CONCURRENCY_ERRORS_TO_RETRY

from ..tools import errors
from ..tools.graph_client import GraphClient
from ..tools.graph_errors import GraphError

_logger = logging.getLogger(__name__)

ADMIN = "innovasia_whatsapp.group_admin"

#: What runs at most once at a time for an account, and its class of advisory locks.
INBOX, OUTBOX, MEDIA = "inbox", "outbox", "media"
LOCK_CLASS = {INBOX: 0x574101, OUTBOX: 0x574102, MEDIA: 0x574103}
CONFLICTS_IN_A_ROW = 20

Webhook = namedtuple("Webhook", "id app_secret verify_token")


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
    phone_number_id = fields.Char("Phone Number ID", required=True, index=True, copy=False)
    waba_id = fields.Char("WhatsApp Business Account ID", required=True)
    app_secret = fields.Char(groups=ADMIN, copy=False)
    access_token = fields.Char(groups=ADMIN, copy=False)
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
        base_url = self.get_base_url() if self else ""
        for account in self:
            account.webhook_url = f"{base_url}/whatsapp/webhook/{account.webhook_token}"

    # --- connecting ----------------------------------------------------------------------

    @api.model
    def _for_webhook(self, token):
        """Find the device behind a webhook address without the ORM: this runs for every post.

        :return: Webhook, or None
        """
        if "\0" in token:
            return None  # PostgreSQL has no such text
        self.env.cr.execute(
            "SELECT id, app_secret, verify_token FROM wa_account WHERE webhook_token = %s AND active",
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
            self._stop(error.code, str(error))
        else:
            self.sudo().write({"state": "connected", "last_error": False})
            self._wake_after_commit(OUTBOX)

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
        lang = self.company_id.partner_id.lang or self.env.lang
        return f"{errors.explain(code).text(lang)}\n({detail})"

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

    # --- background work -----------------------------------------------------------------

    def _wake(self, purpose, eta=None):
        """Make sure that a job of each account runs after now, or after ``eta``.

        Call it when the rows to work on are committed: a job that is still pending in a
        snapshot younger than the rows will see them when it starts, so no other is needed.

        :param str purpose: INBOX, OUTBOX or MEDIA
        :param datetime eta: in UTC; rounded up to the second, so that many become one job
        """
        eta = eta and eta.replace(microsecond=0) + timedelta(seconds=1)
        keys = {account._job_key(purpose, eta): account for account in self}
        self.env.cr.execute(
            "SELECT identity_key FROM queue_job WHERE identity_key = ANY(%s) AND state IN ('pending', 'enqueued')",
            [list(keys)],
        )
        waiting = {key for (key,) in self.env.cr.fetchall()}
        for key, account in keys.items():
            if key not in waiting:
                account.with_user(SUPERUSER_ID).with_delay(
                    channel=f"root.whatsapp.{account.id}",
                    identity_key=key,
                    eta=eta,
                    description=f"WhatsApp {purpose}: {account.name}",
                )._run(purpose)

    def _wake_after_commit(self, purpose):
        """Wake the drain of these accounts once the current transaction is committed."""
        cr, ids = self.env.cr, self.ids
        waking = cr.postcommit.data.setdefault(f"wa.wake.{purpose}", set())
        if not waking:
            registry = self.env.registry

            @cr.postcommit.add
            def wake():
                account_ids = cr.postcommit.data.pop(f"wa.wake.{purpose}", set())
                with registry.cursor() as wake_cr:
                    env = api.Environment(wake_cr, SUPERUSER_ID, {})
                    env["wa.account"].browse(account_ids)._wake(purpose)

        waking.update(ids)

    def _job_key(self, purpose, eta=None):
        later = f".{eta:%Y%m%d%H%M%S}" if eta else ""
        return f"wa.{purpose}.{self.id}{later}"

    @contextlib.contextmanager
    def _exclusive(self, cr, purpose):
        """Hold the account's lock for a purpose, across the commits of ``cr``.

        The lock belongs to the connection: it outlives transactions, and a killed process
        releases it. Yields whether it was free.
        """
        key = (LOCK_CLASS[purpose], self.id)
        cr.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        (acquired,) = cr.fetchone()
        cr.commit()
        try:
            yield acquired
        finally:
            if acquired:
                cr.rollback()
                cr.execute("SELECT pg_advisory_unlock(%s, %s)", key)
                cr.commit()

    def _run(self, purpose):
        """Do the pending work of one account; the body of its queue job.

        A second run that finds the lock taken leaves at once: whoever holds it looks again
        after letting go, so nothing that was committed before is left behind.
        """
        self.ensure_one()
        model = "wa.event" if purpose == INBOX else "wa.message"
        with self.env.registry.cursor() as cr:
            account = self.with_env(api.Environment(cr, SUPERUSER_ID, {}))
            worker = account.env[model]
            while True:
                with account._exclusive(cr, purpose) as acquired:
                    if not acquired:
                        return
                    self._drain(cr, account, getattr(worker, f"_drain_{purpose}"))
                if not getattr(worker, f"_has_pending_{purpose}")(account):
                    return

    @staticmethod
    def _drain(cr, account, drain_batch):
        """Commit batch after batch until there is none; a conflict repeats the batch."""
        conflicts = 0
        while conflicts < CONFLICTS_IN_A_ROW:
            try:
                more = drain_batch(account)
                cr.commit()
            except OperationalError as error:
                if error.pgcode not in PG_CONCURRENCY_ERRORS_TO_RETRY:
                    raise
                conflicts += 1
                more = True
                cr.rollback()
            else:
                conflicts = 0
            account.env.clear()
            if not more:
                return
        _logger.warning("Device %s: too many conflicts, left to the next run", account.id)

    @api.model
    def _cron_sweep(self):
        """Wake whatever has pending work and no job: the safety net of a crashed process."""
        for account in self.sudo().search([]):  # pylint: disable=no-search-all
            for purpose in LOCK_CLASS:
                model = "wa.event" if purpose == INBOX else "wa.message"
                if getattr(self.env[model], f"_has_pending_{purpose}")(account):
                    account._wake_after_commit(purpose)

    def _client(self):
        """The Graph API client of this account.

        :rtype: odoo.addons.innovasia_whatsapp.tools.graph_client.GraphClient
        """
        self.ensure_one()
        account = self.sudo()
        return GraphClient(account.api_url, account.api_version, account.access_token)
