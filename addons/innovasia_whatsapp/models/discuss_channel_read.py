import logging
from datetime import timedelta

from odoo import SUPERUSER_ID, fields, models
from odoo.tools import SQL

from ..tools.graph_errors import GraphError
from .discuss_channel_store import is_whatsapp
from .wa_throttle import NOW

_logger = logging.getLogger(__name__)

#: Meta shows the indicator for 25 seconds; asking more often gains nothing.
TYPING_INTERVAL = timedelta(seconds=20)


class DiscussChannel(models.Model):
    """Blue ticks and "typing" for the customer: small courtesies that may fail unseen."""

    _inherit = "discuss.channel"

    def _find_or_create_member_for_self(self):
        """Looking at a conversation or typing in it makes nobody a member; replying does."""
        if self.channel_type != "whatsapp":
            return super()._find_or_create_member_for_self()
        return self.env["discuss.channel.member"].search([("channel_id", "=", self.id), ("is_self", "=", True)])

    def _wa_mark_read(self):
        """Have the customer's latest message marked as read, in the background."""
        for channel in self.filtered(lambda channel: channel.channel_type == "whatsapp"):
            latest = channel._wa_latest_inbound()
            if latest and not latest.read_at:
                channel._wa_delay("read")._job_wa_mark_read()

    def _wa_typing(self):
        """Show the customer that someone types, in the background and not too often."""
        channel = self.sudo()
        expires_at = channel.wa_window_expires_at
        if not channel.wa_identity_id or not expires_at or expires_at <= fields.Datetime.now():
            return
        due = self.env.execute_query(
            SQL(
                """
                INSERT INTO wa_throttle AS t (account_id, identity_id, typing_at)
                VALUES (%(account)s, %(identity)s, %(now)s)
                    ON CONFLICT (account_id, COALESCE(identity_id, 0)) DO UPDATE
                   SET typing_at = EXCLUDED.typing_at
                 WHERE t.typing_at IS NULL OR t.typing_at <= %(now)s - %(interval)s
                RETURNING id
                """,
                account=channel.wa_account_id.id,
                identity=channel.wa_identity_id.id,
                now=NOW,
                interval=TYPING_INTERVAL,
            )
        )
        if due:
            self._wa_delay("typing")._job_wa_mark_read(typing=True)

    def _wa_delay(self, purpose):
        account = self.sudo().wa_account_id
        return self.with_user(SUPERUSER_ID).with_delay(
            channel=f"root.whatsapp.{account.id}",
            identity_key=f"wa.{purpose}.{self.id}",
            description=f"WhatsApp {purpose}: {account.name}",
        )

    def _job_wa_mark_read(self, typing=False):
        """Tell Meta what was read; the body of a queue job. A failure is only logged.

        Doing it twice is harmless, so a conflict may repeat it.

        :param bool typing: show also that someone types
        """
        account, latest = self.wa_account_id, self._wa_latest_inbound()
        if not latest or not account.active or account.state == "error":
            return
        with account._client() as client:
            try:
                client.mark_read(account.phone_number_id, latest.wamid, typing=typing)
            except GraphError as error:
                _logger.info("Conversation %s: not marked as read: %s", self.id, error)
                return
        latest.read_at = fields.Datetime.now()

    def _wa_latest_inbound(self):
        """:return: the latest wa.message of the customer that can be marked as read"""
        return (
            self.env["wa.message"]
            .sudo()
            .search_fetch(
                [
                    ("channel_id", "=", self.id),
                    ("direction", "=", "inbound"),
                    ("kind", "not in", ("reaction", "system")),
                    ("wamid", "!=", False),
                ],
                ["read_at", "wamid"],
                order="id desc",
                limit=1,
            )
        )


class WaMessage(models.Model):
    _inherit = "wa.message"

    _conversation_inbound_idx = models.Index("(channel_id, id) WHERE direction = 'inbound'")


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    def _mark_as_read(self, last_message_id):
        """Reading an older message leaves the newer ones read.

        Who replies becomes a member who has read the own reply, while the screen still reports
        the customer's message before it.
        """
        if is_whatsapp(self.channel_id):
            last_message_id = max(last_message_id, self.new_message_separator - 1)
        return super()._mark_as_read(last_message_id)

    def _set_last_seen_message(self, message, notify=True):
        """A member who reads also reads for the customer's blue ticks."""
        result = super()._set_last_seen_message(message, notify=notify)
        if not self.env.context.get("wa_inbound"):
            self.channel_id._wa_mark_read()
        return result
