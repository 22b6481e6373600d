from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import SQL

from .background import after_the_fact

#: More than this many conversations at once, and the sidebars reload instead.
MOST_IDS = 100
INTERVAL = 1  # second
QUEUE = "queue"


class WaPulse(models.Model):
    """When the sidebars were last told about a device's conversations, and what changed since.

    They are told at once, then at most once per second, whatever the number of messages and
    of agents. The state is shared by all server processes.
    """

    _name = "wa.pulse"
    _description = "WhatsApp Sidebar Pulse"

    account_id = fields.Many2one("wa.account", required=True, ondelete="cascade")
    audience = fields.Char(required=True, default=QUEUE, help="Who is told; addons above know of more.")
    notified_at = fields.Datetime()
    changed_ids = fields.Json()

    _audience_unique = models.UniqueIndex("(account_id, audience)")

    @api.model
    def _note_after_commit(self, account, channel_ids, audience=QUEUE):
        """Tell the sidebars of an audience about changed conversations once the transaction is committed."""
        cr, registry = self.env.cr, self.env.registry
        changes = cr.postcommit.data.setdefault("wa.pulse", {})
        if not changes:

            @cr.postcommit.add
            def note():
                for (account_id, audience), changed_ids in cr.postcommit.data.pop("wa.pulse").items():
                    with after_the_fact("wa.pulse"), registry.cursor() as note_cr:
                        # Whoever waits for the row continues with what the other has written.
                        note_cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
                        env = api.Environment(note_cr, SUPERUSER_ID, {})
                        env["wa.pulse"]._note(env["wa.account"].browse(account_id), changed_ids, audience)

        changes.setdefault((account.id, audience), set()).update(channel_ids)

    @api.model
    def _note(self, account, channel_ids, audience=QUEUE):
        """Tell the sidebars now, or keep it for the job that tells them within a second."""
        cr = self.env.cr
        query = SQL(
            """
            SELECT coalesce(changed_ids, '[]'),
                   notified_at > clock_timestamp() AT TIME ZONE 'UTC' - %s * interval '1 second'
              FROM wa_pulse WHERE account_id = %s AND audience = %s FOR UPDATE
            """,
            INTERVAL,
            account.id,
            audience,
        )
        cr.execute(query)
        if not cr.rowcount:
            cr.execute(
                "INSERT INTO wa_pulse (account_id, audience) VALUES (%s, %s) ON CONFLICT DO NOTHING", [account.id, audience]
            )
            cr.execute(query)
        waiting_ids, too_early = cr.fetchone()
        changed_ids = sorted({*waiting_ids, *channel_ids})
        if not changed_ids:
            return
        if too_early:
            self._keep(account, changed_ids, audience, is_first=not waiting_ids)
        else:
            self._send(account, changed_ids, audience)

    def _keep(self, account, changed_ids, audience, is_first):
        self.env.cr.execute(
            "UPDATE wa_pulse SET changed_ids = to_jsonb(%s::int[]) WHERE account_id = %s AND audience = %s",
            [changed_ids[: MOST_IDS + 1], account.id, audience],
        )
        if not is_first:  # a job is on its way; were it lost, the next change tells all of them
            return
        self.with_delay(
            eta=INTERVAL,
            channel="root.whatsapp",
            identity_key=f"wa.pulse.{account.id}.{audience}",
            description=f"WhatsApp sidebar: {account.name}",
        )._note(account, [], audience)

    def _send(self, account, changed_ids, audience):
        self.env.cr.execute(
            "UPDATE wa_pulse SET changed_ids = NULL, notified_at = clock_timestamp() AT TIME ZONE 'UTC'"
            " WHERE account_id = %s AND audience = %s",
            [account.id, audience],
        )
        reload = len(changed_ids) > MOST_IDS
        group, subchannel = self._target(audience)
        group._bus_send(
            "innovasia_whatsapp/queue_changed",
            {"reload": True} if reload else {"channel_ids": changed_ids},
            subchannel=subchannel,
        )

    @api.model
    def _target(self, audience):
        """:return: (record, subchannel) of the bus that an audience listens to"""
        return self.env.ref("innovasia_whatsapp.group_user"), "WHATSAPP"
