from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

#: How many change their state in one transaction.
BATCH = 200


class TransferIntent(models.Model):
    """Time goes by: open until ``expires_at``, late until ``release_at``, then the code is free again."""

    _inherit = "transfer.intent"

    @api.model
    def _cron_pass_time(self):
        """Bring everything that is due to its next state, batch after batch; reap orphaned reservations; warn of full pools."""
        cron = self.env["ir.cron"]
        while count := self._pass_time():
            cron._commit_progress(count)
        self.env["transfer.code"].sudo()._reap()
        self.env["account.journal"].sudo()._warn_of_pools()

    @api.model
    def _pass_time(self, limit=BATCH):
        """Bring what is due to its next state. What somebody settles at this instant is left to the next run.

        :param int limit: of each kind, at most as many
        :return: how many intents moved on
        """
        late = self._take_due("open", "expires_at", limit)
        for intents in late._by_company():
            intents._become_late()
        over = self._take_due("grace", "release_at", limit)
        for intents in over._by_company():
            intents._give_up()
        return len(late) + len(over)

    def _by_company(self):
        """:return: these of each company, in its language: what is noted about them is read by its people"""
        return [intents.with_context(lang=company._language()) for company, intents in self.grouped("company_id").items()]

    def _become_late(self):
        """The time to pay is over: what comes still counts, until the code is given back."""
        self.write({"state": "grace"})
        self._note_on_orders(
            lambda intent: intent.env._(
                "The time to pay %(amount)s for bank transfer %(name)s is over. The code stays reserved until %(until)s.",
                amount=intent._money(intent.payable),
                name=intent.name,
                until=intent._clock(intent.release_at),
            )
        )
        self._expired()

    def _give_up(self):
        """Nothing came in all that time: the code is free for others."""
        self._close("released")
        self._note_on_orders(
            lambda intent: intent.env._(
                "Bank transfer %(name)s is given up: %(amount)s has not come, and its code is free for others.",
                name=intent.name,
                amount=intent._money(intent._still_due()),
            )
        )
        self._released()

    def _prolong(self):
        """Give those of these that are late their time to pay anew, with the amount that the customer knows already."""
        for intent in self.filtered(lambda intent: intent.state == "grace"):
            intent.write({"state": "open", **intent.journal_id._transfer_deadlines(fields.Datetime.now())})
            intent._note_on_orders(
                lambda intent: self.env._(
                    "Bank transfer %(name)s of %(amount)s may be paid until %(until)s.",
                    name=intent.name,
                    amount=intent._money(intent.payable),
                    until=intent._clock(intent.expires_at),
                )
            )

    @api.model
    def _take_due(self, state, field, limit):
        """:return: intents in a state whose time is over, locked; without those that somebody else has locked"""
        self.flush_model(["state", field])
        query = self.sudo()._search(
            Domain("state", "=", state) & Domain(field, "<=", fields.Datetime.now()), order="id", limit=limit
        )
        rows = self.env.execute_query(SQL("%s FOR UPDATE OF transfer_intent SKIP LOCKED", query.select()))
        due = self.sudo().browse(id_ for (id_,) in rows)
        due.invalidate_recordset(["state"])
        return due
