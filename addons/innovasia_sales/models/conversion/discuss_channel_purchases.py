from datetime import UTC, datetime

from odoo import api, models

from odoo.addons.mail.tools.discuss import Store

LATEST = 5
#: More conversations than this at once, and the screens see it when they open one again.
MOST_TOLD = 100
_TOLD = "innovasia_sales.purchases"


class DiscussChannel(models.Model):
    """Pembelian Produk: what the customer of a conversation bought, beside the conversation."""

    _inherit = "discuss.channel"

    def wa_purchases(self):
        """Tell what the customer of a conversation bought, and which payments wait to be verified.

        :return: dict of ``orders`` (the latest; see ``sale.order._wa_purchases``), ``order_count``, ``pending`` (the oldest;
            see ``sale.transaction._wa_pending``), ``pending_count`` and ``currency_id``
        """
        self.ensure_one()
        self._wa_check_whatsapp()
        # sudo: the customer of a conversation that the user reads
        channel = self.sudo()
        domain = [
            ("partner_id", "=", channel.wa_partner_id.id or 0),
            ("company_id", "=", channel.wa_account_id.company_id.id),
        ]
        is_pending = [*domain, ("state", "=", "pending")]
        orders, transactions = self.env["sale.order"].sudo(), self.env["sale.transaction"].sudo()
        latest = orders.search(domain, order="date_order desc, id desc", limit=LATEST)
        pending = transactions.search(is_pending, order="create_date, id", limit=LATEST)
        return {
            "orders": latest._wa_purchases(),
            "order_count": orders.search_count(domain),
            "pending": pending._wa_pending(),
            "pending_count": transactions.search_count(is_pending),
            "currency_id": channel.wa_account_id.company_id.currency_id.id,
        }

    @api.model
    def _wa_tell_purchases(self, partners):
        """Have the panels beside the conversations of these customers load again, once the transaction ends."""
        precommit = self.env.cr.precommit
        if _TOLD not in precommit.data:
            precommit.data[_TOLD] = set()
            precommit.add(self.sudo().browse()._wa_tell_purchases_now)
        precommit.data[_TOLD].update(partners.ids)

    def _wa_tell_purchases_now(self):
        partner_ids = self.env.cr.precommit.data.pop(_TOLD)
        channels = self.search([("wa_partner_id", "in", list(partner_ids))], limit=MOST_TOLD + 1)
        # To the microsecond: two things may change within a second.
        now = datetime.now(UTC).isoformat()
        for channel in channels if len(channels) <= MOST_TOLD else ():
            Store(bus_channel=channel).add(channel, {"wa_purchases_at": now}).bus_send()
