import re

from odoo import api, models
from odoo.fields import Domain

PAGE_SIZE = 40


class DiscussChannel(models.Model):
    """The conversations that Discuss lists, also for who is not a member of them."""

    _inherit = "discuss.channel"

    @api.model
    def _wa_inbox_domain(self):
        """Which conversations the sidebar lists for the current user; record rules apply besides.

        The one place to say so: routing replaces it.

        :rtype: Domain
        """
        return Domain("channel_type", "=", "whatsapp")

    @api.model
    def _wa_inbox_page(self, term="", before=None, known_ids=(), limit=PAGE_SIZE):
        """Find the latest conversations of the sidebar.

        :param str term: part of the customer's name, username or number, in any spelling
        :param str before: (UTC) list those whose latest message is this old or older
        :param known_ids: conversations not to list again
        :return: (conversations, whether there are more)
        """
        domain = self._wa_inbox_domain() & Domain("id", "not in", list(known_ids))
        if term:
            domain &= self._wa_search_domain(term)
        if before:
            domain &= Domain("last_interest_dt", "<=", before)
        found = self.browse()
        # Not one search over all devices: their index is ordered within each of them.
        for account in self.env["wa.account"].search([("company_id", "in", self.env.companies.ids)]):
            found |= self.search(
                domain & Domain("wa_account_id", "=", account.id),
                order="last_interest_dt desc, id desc",
                limit=limit + 1,
            )
        found = found.sorted(lambda channel: (channel.last_interest_dt, channel.id), reverse=True)
        return found[:limit], len(found) > limit

    @api.model
    def _wa_inbox_filter(self, channel_ids):
        """:return: those of these conversations that the sidebar lists for the current user"""
        return self.search(self._wa_inbox_domain() & Domain("id", "in", list(channel_ids)))

    @api.model
    def _wa_search_domain(self, term):
        term = term.strip()
        domain = (
            Domain("wa_partner_id.name", "ilike", term)
            | Domain("name", "ilike", term)
            | Domain("wa_identity_id.username", "ilike", term.lstrip("@"))
        )
        digits = re.sub(r"^(00|0|62)", "", re.sub(r"\D", "", term))
        if digits and not re.search(r"[^\W\d_]", term):
            domain |= Domain("wa_identity_id.wa_id", "like", digits)
        return domain

    @api.model
    def _wa_notify_queue_changed(self, account, channel_ids):
        """Have the sidebars refresh these conversations of a device, soon and not too often.

        :param account: the wa.account
        :param channel_ids: ids of its conversations that are new or changed
        """
        self.env["wa.pulse"]._note_after_commit(account, channel_ids)
