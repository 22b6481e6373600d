from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.numbers import sought

PAGE_SIZE = 30
#: Sections are counted up to here only: a full count would grow with the number of conversations.
MOST_COUNTED = 100
SEARCH_LIMIT = 40
LATEST_FIRST = "last_interest_dt desc, id desc"


class DiscussChannel(models.Model):
    """The conversations that Discuss lists, also for who is not a member of them."""

    _inherit = "discuss.channel"

    @api.model
    def _wa_inbox_sections(self):
        """Say what the sidebar lists for the current user; record rules apply besides.

        The one place to say so: routing replaces it. The screens know the sections by the same
        ids (``core/sections.js``).

        :return: {section: (Domain, order)}
        """
        return {"all": (Domain.TRUE, LATEST_FIRST)}

    @api.model
    def _wa_inbox_page(self, section, known_ids=(), limit=PAGE_SIZE):
        """Find the first conversations of a section that the screen does not list yet.

        :param str section: one of ``_wa_inbox_sections``
        :param known_ids: ids of the conversations that it lists
        :return: (conversations, how many follow, counted up to ``MOST_COUNTED`` with the known ones)
        """
        domain, order = self._wa_inbox_sections()[section]
        if known_ids:
            domain &= Domain("id", "not in", list(known_ids))
        found = self._wa_search_devices(domain, order, max(limit + 1, MOST_COUNTED - len(known_ids)))
        return found[:limit], len(found) - len(found[:limit])

    @api.model
    def _wa_inbox_search(self, term, limit=SEARCH_LIMIT):
        """:return: the latest conversations, listed or not, whose customer's name or number has this term"""
        return self._wa_search_devices(self._wa_search_domain(term), LATEST_FIRST, limit)

    @api.model
    def _wa_inbox_filter(self, channel_ids):
        """:return: those of these conversations that the current user sees"""
        return self.search([("channel_type", "=", "whatsapp"), ("id", "in", list(channel_ids))])

    @api.model
    def _wa_gone_reasons(self, channel_ids):
        """Explain why the current user does not see these conversations any more.

        :return: {conversation id: sentence}
        """
        return dict.fromkeys(channel_ids, self.env._("This conversation is not available to you any more."))

    @api.model
    def _wa_search_devices(self, domain, order, limit):
        """Search the conversations of the active companies' devices.

        In one statement, but each device apart: the indexes are ordered within each of them.

        :param str order: stored fields, each with its direction
        """
        devices = self.env["wa.account"].search([("company_id", "in", self.env.companies.ids)])
        query = self._search(Domain("channel_type", "=", "whatsapp") & domain, order=order, limit=limit)
        if not devices or query.is_empty():
            return self.browse()
        columns = SQL(", ").join(
            self._field_to_sql(self._table, name) for name in dict.fromkeys(["id", *(t.split()[0] for t in order.split(","))])
        )
        of_devices = SQL(" UNION ALL ").join(
            SQL(
                "(SELECT %s FROM %s WHERE %s AND %s = %s ORDER BY %s LIMIT %s)",
                columns,
                query.from_clause,
                query.where_clause,
                SQL.identifier(self._table, "wa_account_id"),
                device.id,
                query.order,
                limit,
            )
            for device in devices
        )
        rows = self.env.execute_query(SQL("SELECT id FROM (%s) AS found ORDER BY %s LIMIT %s", of_devices, SQL(order), limit))
        return self.browse(id_ for (id_,) in rows)

    @api.model
    def _wa_search_domain(self, term):
        term = term.strip()
        domain = (
            Domain("wa_partner_id.name", "ilike", term)
            | Domain("name", "ilike", term)
            | Domain("wa_identity_id.username", "ilike", term.lstrip("@"))
        )
        if digits := sought(term):
            domain |= Domain("wa_identity_id.wa_id", "like", digits)
        return domain

    @api.model
    def _wa_notify_queue_changed(self, account, channel_ids):
        """Have the sidebars refresh these conversations of a device, soon and not too often.

        :param account: the wa.account
        :param channel_ids: ids of its conversations that are new or changed
        """
        self.env["wa.pulse"]._note_after_commit(account, channel_ids)
