from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.innovasia_sales.tools.money import money

#: From here on somebody should widen the codes, or open another account.
CROWDED = 0.8
ACTIVITY = "innovasia_transfer.activity_codes_short"


class AccountJournal(models.Model):
    """How many of an account's unique codes are in use, and who is told when they run short (TRANSFERS.md 1)."""

    _inherit = "account.journal"

    transfer_usage = fields.Float(
        "Codes in use", compute="_compute_transfer_usage", help="Of the order amount for which most are taken."
    )

    def _compute_transfer_usage(self):
        pools = self._transfer_pools()
        for journal in self:
            journal.transfer_usage = max((taken / size for _base, taken, size in pools.get(journal, ())), default=0)

    def _transfer_pools(self):
        """Count the codes that are taken near each order amount that is waited for. One query, however many accounts.

        :return: {account.journal: [(base, taken, size)]}, fullest first, amounts in rupiah
        """
        if not self.ids:
            return {}
        self.env["transfer.intent"].flush_model(["journal_id", "base", "state"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT pool.journal_id, pool.base::bigint, count(code.id), journal.transfer_code_max
                  FROM (SELECT DISTINCT journal_id, base FROM transfer_intent
                         WHERE state IN ('open', 'grace') AND journal_id = ANY(%s)) AS pool
                  JOIN account_journal AS journal ON journal.id = pool.journal_id
                  JOIN transfer_code AS code ON code.journal_id = pool.journal_id
                   AND code.payable BETWEEN pool.base + 1 AND pool.base + journal.transfer_code_max
              GROUP BY pool.journal_id, pool.base, journal.transfer_code_max
              ORDER BY count(code.id)::float / journal.transfer_code_max DESC, pool.base
                """,
                self.ids,
            )
        )
        pools = {}
        for journal_id, base, taken, size in rows:
            pools.setdefault(self.browse(journal_id), []).append((base, taken, size))
        return pools

    def _warn_of_pools(self):
        """Ask for more codes where more than 80 % are in use, once per account; take it back when there is room again."""
        journals = self.search([("transfer_open", "=", True)])
        pools = journals._transfer_pools()
        crowded = {
            journal: full
            for journal in journals
            if (full := [pool for pool in pools.get(journal, ()) if pool[1] > CROWDED * pool[2]])
        }
        kind = self.env.ref(ACTIVITY)
        domain = Domain("res_model", "=", self._name) & Domain("activity_type_id", "=", kind.id)
        open_ones = self.env["mail.activity"].search(domain & Domain("res_id", "in", journals.ids))
        open_ones.filtered(lambda activity: self.browse(activity.res_id) not in crowded).unlink()
        warned = self.browse(open_ones.exists().mapped("res_id"))
        for journal, full in crowded.items():
            if journal not in warned:
                journal._warn_of_pool(*full[0], kind)

    def _warn_of_pool(self, base, taken, size, kind):
        person = self._transfer_keeper()
        told = self.with_context(lang=person.lang or self.env.lang)
        told.activity_schedule(
            act_type_xmlid=ACTIVITY,
            user_id=person.id,
            date_deadline=self.company_id._ledger_date(),
            summary=told.env._("Unique codes run short"),
            note=told.env._(
                "%(taken)s of %(size)s codes are in use for orders of %(amount)s. Raise the highest unique code of this"
                " account, or open another account for transfers. When none is left, nobody can be asked for this amount.",
                taken=taken,
                size=size,
                amount=money(told.env, base, self.company_id.currency_id),
            ),
        )

    def _transfer_keeper(self):
        """:return: res.users who configures this account: who set it up, if still in charge, otherwise the first accountant"""
        accountants = self.company_id._people_in("account.group_account_manager")
        return (self.create_uid & accountants) or accountants[:1] or self.env.ref("base.user_admin")
