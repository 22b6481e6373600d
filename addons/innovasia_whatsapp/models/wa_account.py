import contextlib
import secrets

from odoo import SUPERUSER_ID, api, fields, models

from ..tools.graph_client import GraphClient

ADMIN = "innovasia_whatsapp.group_admin"

#: What runs at most once at a time for an account, and its class of advisory locks.
INBOX, OUTBOX, MEDIA = "inbox", "outbox", "media"
LOCK_CLASS = {INBOX: 0x574101, OUTBOX: 0x574102, MEDIA: 0x574103}


class WaAccount(models.Model):
    """A WhatsApp business number, which people call a device."""

    _name = "wa.account"
    _description = "WhatsApp Device"
    _order = "sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    phone_number = fields.Char(help="The number customers write to, as Meta shows it.")
    phone_number_id = fields.Char(required=True, index=True, copy=False)
    waba_id = fields.Char("WhatsApp Business Account ID", required=True)
    app_secret = fields.Char(groups=ADMIN, copy=False)
    access_token = fields.Char(groups=ADMIN, copy=False)
    verify_token = fields.Char(
        groups=ADMIN, copy=False, default=lambda self: secrets.token_urlsafe(24)
    )
    webhook_token = fields.Char(
        groups=ADMIN,
        copy=False,
        required=True,
        default=lambda self: secrets.token_urlsafe(24),
    )
    webhook_url = fields.Char(compute="_compute_webhook_url", groups=ADMIN)
    api_url = fields.Char(required=True, default="https://graph.facebook.com")
    api_version = fields.Char(required=True, default="v23.0")
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
    _webhook_token_unique = models.Constraint(
        "UNIQUE(webhook_token)", "The webhook address must be unique."
    )

    @api.depends("webhook_token")
    def _compute_webhook_url(self):
        base_url = self.get_base_url() if self else ""
        for account in self:
            account.webhook_url = f"{base_url}/whatsapp/webhook/{account.webhook_token}"

    # --- background work -----------------------------------------------------------------

    def _wake(self, purpose):
        """Make sure that a job of each account runs after now.

        Call it when the rows to work on are committed: a job that is still pending in a
        snapshot younger than the rows will see them when it starts, so no other is needed.

        :param str purpose: INBOX, OUTBOX or MEDIA
        """
        keys = {account._job_key(purpose): account for account in self}
        self.env.cr.execute(
            "SELECT identity_key FROM queue_job WHERE identity_key = ANY(%s)"
            " AND state IN ('pending', 'enqueued') AND eta IS NULL",
            [list(keys)],
        )
        waiting = {key for (key,) in self.env.cr.fetchall()}
        for key, account in keys.items():
            if key not in waiting:
                account.with_user(SUPERUSER_ID).with_delay(
                    channel=f"root.whatsapp.{account.id}",
                    identity_key=key,
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

    def _job_key(self, purpose):
        return f"wa.{purpose}.{self.id}"

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
                    while getattr(worker, f"_drain_{purpose}")(account):
                        cr.commit()
                        account.env.clear()
                    cr.commit()
                if not getattr(worker, f"_has_pending_{purpose}")(account):
                    return

    def _client(self):
        """The Graph API client of this account.

        :rtype: odoo.addons.innovasia_whatsapp.tools.graph_client.GraphClient
        """
        self.ensure_one()
        account = self.sudo()
        return GraphClient(account.api_url, account.api_version, account.access_token)
