from datetime import timedelta

from odoo import fields, models

from .wa_scheduled_check import SKIP, WAIT

#: A window that closes so soon may be closed before the message is out.
MARGIN = timedelta(minutes=5)


class WaScheduled(models.Model):
    """How WhatsApp takes a message to a customer now: free-form inside the 24-hour window, as a template outside."""

    _inherit = "wa.scheduled"

    def _route(self):
        """Find each customer on the row's device, and the way that is open.

        :return: ({row: (wa.identity, maybe empty; wa.template to use, empty for free-form)}, {row: why it is not sent})
        """
        identities = self._identities()
        channels = self.env["wa.identity"].union(*identities.values())._channels()
        soon = fields.Datetime.now() + MARGIN
        ways, found = {}, {}
        for row in self:
            identity = identities[row]
            if not (identity or row.partner_id.wa_number):
                found[row] = ("no_number", None, SKIP)
                continue
            if identity.unreachable and not row.attempts:
                found[row] = ("bad_number", None, SKIP)
                continue
            channel = channels.get(identity)
            if channel and channel.wa_window_expires_at and channel.wa_window_expires_at > soon:
                ways[row] = (identity, self.env["wa.template"])
                continue
            reason_code = row._why_no_template()
            if reason_code:
                found[row] = (reason_code, None, WAIT if row.format_id.is_late_allowed else SKIP)
            else:
                ways[row] = (identity, row.format_id.template_id)
        return ways, found

    def _why_no_template(self):
        """:return: reason code, None when the format's template can be sent to this customer"""
        template = self.format_id.template_id
        if not template:
            return "window_closed"
        if reason_code := template._why_not(self.account_id):
            return reason_code
        return "opted_out" if template.category == "MARKETING" and self.partner_id.wa_opt_out else None

    def _identities(self):
        """:return: {row: wa.identity: the one of the number, else one that is known only by its user id; maybe none}"""
        numbers = {row: row.partner_id.wa_number for row in self}
        known = (
            self.env["wa.identity"]
            .sudo()
            .search(
                [
                    ("account_id", "in", self.account_id.ids),
                    "|",
                    ("wa_id", "in", [*filter(None, numbers.values())]),
                    "&",
                    ("partner_id", "in", self.partner_id.ids),
                    ("wa_id", "=", False),
                ]
            )
        )
        by_number = {(identity.account_id, identity.wa_id): identity for identity in known if identity.wa_id}
        by_partner = {(identity.account_id, identity.partner_id): identity for identity in known if not identity.wa_id}
        return {
            row: by_number.get((row.account_id, number)) or by_partner.get((row.account_id, row.partner_id)) or known.browse()
            for row, number in numbers.items()
        }

    def _conversations(self, ways):
        """Have an identity and a conversation for each customer; new ones are inactive and clutter no queue.

        :param dict ways: of `_route`
        :return: {row: discuss.channel}
        """
        identities = {row: identity for row, (identity, _template) in ways.items()}
        strangers = self.browse().union(*(row for row, identity in identities.items() if not identity))
        for account, rows in strangers.grouped("account_id").items():
            met = self.env["wa.identity"]._for_numbers(account, {row.partner_id.wa_number: row.partner_id for row in rows})
            identities |= {row: met[row.partner_id.wa_number] for row in rows}
        people = self.env["wa.identity"].union(*identities.values())
        channels = people._channels()
        missing = people.filtered(lambda identity: identity not in channels)
        if missing:
            created = self.env["discuss.channel"]._wa_create(missing)
            channels |= {channel.wa_identity_id: channel for channel in created}
        return {row: channels[identity] for row, identity in identities.items()}
