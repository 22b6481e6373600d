from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, split_every

from ...tools.mutation_plan import Known, Seen, name_rows, settle_names

#: Rows that go to Odoo's bookkeeping in one batch.
BATCH = 500
#: Who names mutations with keys of its own. A file's references are the bank's remarks, which may repeat.
WITH_KEYS = ("webhook", "poll", "api")


class Ingested(NamedTuple):
    """What came of a delivery: new mutations, how many rows were known, provisional ones that were dated by it."""

    mutations: models.Model
    known: int
    superseded: models.Model


class BankMutation(models.Model):
    """Taking in what somebody tells of an account: each money once, booked at once (TRANSFERS.md 2 and 5)."""

    _inherit = "bank.mutation"

    bank_ref = fields.Char("Reference of the bank", readonly=True, index="trigram")

    @api.model
    def _ingest(self, journal, rows, origin, event=None, file=None):
        """Take in a delivery: rows of which each is different money, unless they bear the same reference of a service.

        Hand over whole days: equal rows of a day are told apart by nothing but their count in one delivery. Doing it
        again, in another order, or along with what others tell of the same days changes nothing.

        :param journal: account.journal, a bank account
        :param rows: iterable of tools.mutation_row.Row
        :param origin: who tells: webhook, poll, file, manual or api
        :param event: bank.feed.event that brought them
        :param file: bank.file.import that they stand in
        :return: Ingested
        :raises UserError: the account cannot take them; nothing is kept then
        :raises psycopg2.errors.SerializationFailure: somebody else did the same meanwhile; repeat the transaction
        """
        journal.ensure_one()
        mutations = self.sudo().with_company(journal.company_id)
        mutations._check_account(journal)
        self.env["bank.mutation.turn"].sudo()._take(journal)
        rows = list(rows)
        steps = mutations._foresee(journal, [row for row in rows if not row.is_pending], origin, event, file)
        fresh = [step for step in steps if step.mutation is None and step.same_as is None]
        sources = {"origin": origin, "event_id": event and event.id, "import_id": file and file.id}
        dated = mutations._enter(journal, fresh, sources)
        mutations._note_names(journal, steps)
        pending, known_pending = mutations._enter_pending(journal, [row for row in rows if row.is_pending], sources)
        superseded = mutations._supersede(journal, {(row.kind, row.amount) for row in rows})
        if dated:
            mutations._match_soon(journal)
        return Ingested(dated | pending, len(steps) - len(fresh) + known_pending, superseded)

    @api.model
    def _foresee(self, journal, rows, origin, event=None, file=None):
        """Tell which dated rows are known, without taking anything in. Parameters as of `_ingest`.

        :return: list of tools.mutation_plan.Step, one for each row
        """
        steps = name_rows(rows, self._teller(origin, event, file), origin in WITH_KEYS)
        return settle_names(steps, self.sudo()._seen(journal, steps))

    @api.model
    def _check_account(self, journal):
        """:raises UserError: mutations of this account cannot be booked"""
        if journal.type != "bank":
            raise UserError(self.env._("%s is no bank account.", journal.display_name))
        rupiah = self.env.ref("base.IDR")
        if (journal.currency_id or journal.company_id.currency_id) != rupiah:
            raise UserError(self.env._("%s is not kept in rupiah.", journal.display_name))

    @api.model
    def _teller(self, origin, event=None, file=None):
        """Name who tells, such that whoever words things otherwise has another name."""
        return f"service:{event.feed_id.provider}" if event else origin

    def _seen(self, journal, steps):
        """Read what the account holds of the days, directions and amounts that a delivery speaks of."""
        seen = Seen({}, {}, {})
        if not steps:
            return seen
        self.flush_model()
        money = list({step.row.money for step in steps})
        dates, kinds, amounts = (list(values) for values in zip(*money, strict=True))
        self.env.cr.execute(
            """
            SELECT mutation.id, mutation.date, mutation.kind, mutation.amount::bigint, mutation.fingerprint
              FROM bank_mutation mutation
              JOIN unnest(%s::date[], %s::varchar[], %s::numeric[]) AS asked(date, kind, amount)
                ON asked.date = mutation.date AND asked.kind = mutation.kind AND asked.amount = mutation.amount
             WHERE mutation.journal_id = %s AND NOT mutation.is_pending
             ORDER BY mutation.id
            """,
            [dates, kinds, amounts, journal.id],
        )
        for mutation, date, kind, amount, print_ in self.env.cr.fetchall():
            seen.money.setdefault((date, kind, amount), []).append(Known(mutation, print_))
        ids = [known.id for group in seen.money.values() for known in group]
        self.env.cr.execute(
            """
            SELECT teller, key, mutation_id FROM bank_mutation_sighting WHERE mutation_id = ANY(%s)
            UNION
            SELECT teller, key, mutation_id FROM bank_mutation_sighting
             WHERE journal_id = %s AND teller = ANY(%s) AND key = ANY(%s)
            """,
            [ids, journal.id, list({step.teller for step in steps}), [step.key for step in steps]],
        )
        for teller, key, mutation in self.env.cr.fetchall():
            seen.names[teller, key] = mutation
            seen.told.setdefault(teller, set()).add(mutation)
        return seen

    def _enter(self, journal, steps, sources):
        """Make new dated mutations and their statement lines; give the steps their ids.

        :return: bank.mutation
        """
        entered = self.browse()
        if not steps:
            return entered
        ordinals, references = self._next_ordinals(journal, steps), self._taken_references(journal, steps)
        now = fields.Datetime.now()
        for batch in split_every(BATCH, steps, list):
            lines = self._book(journal, [step.row for step in batch])
            values = []
            for step, line in zip(batch, lines, strict=True):
                reference = step.key if step.teller.endswith("#reference") and step.key not in references else None
                values.append(
                    {
                        **self._prepare_row(journal, step.row, now),
                        **sources,
                        "provider_ref": reference,
                        "fingerprint": step.fingerprint,
                        "ordinal": ordinals[step.fingerprint],
                        "statement_line_id": line.id,
                    }
                )
                ordinals[step.fingerprint] += 1
            created = self.create(values)
            for step, mutation in zip(batch, created, strict=True):
                step.mutation = mutation.id
            entered |= created
        return entered

    def _prepare_row(self, journal, row, now):
        return {
            "journal_id": journal.id,
            "date": row.date,
            "booked_at": row.booked_at,
            "ingested_at": now,
            "kind": row.kind,
            "amount": row.amount,
            "description": row.description,
            "balance": row.balance or 0,
            "has_balance": row.balance is not None,
            "sender_name": row.sender_name,
            "sender_account": row.sender_account,
            "is_pending": row.is_pending,
            "bank_ref": row.reference,
            "state": "provisional" if row.is_pending else "suspense" if row.kind == "credit" else "outgoing",
        }

    def _book(self, journal, rows):
        """Have Odoo post the rows to the account's suspense account (TRANSFERS.md 5).

        :return: account.bank.statement.line, in the order of the rows
        """
        values = [
            {
                "journal_id": journal.id,
                "date": row.date,
                "amount": row.amount if row.kind == "credit" else -row.amount,
                "payment_ref": row.description or "/",
                "ref": row.reference,
                "partner_name": row.sender_name or False,
            }
            for row in rows
        ]
        # The mutation is what is looked at; a log of each entry's creation would cost a tenth and tell nothing. No entry has
        # taxes to bring in line, nor analytic items before it is posted, which is when Odoo makes them.
        context = {
            "tracking_disable": True,
            "mail_create_nolog": True,
            "mail_notrack": True,
            "skip_analytic_sync": True,
            "skip_invoice_sync": True,
        }
        return self.env["account.bank.statement.line"].with_context(**context).create(values)

    def _next_ordinals(self, journal, steps):
        """:return: {fingerprint: the first ordinal that no mutation of the account has}"""
        prints = list({step.fingerprint for step in steps})
        self.env.cr.execute(
            "SELECT fingerprint, max(ordinal) + 1 FROM bank_mutation"
            " WHERE journal_id = %s AND fingerprint = ANY(%s) GROUP BY fingerprint",
            [journal.id, prints],
        )
        return {**dict.fromkeys(prints, 0), **dict(self.env.cr.fetchall())}

    def _taken_references(self, journal, steps):
        """:return: references that another teller's mutation of the account bears: a service may count as another did"""
        keys = [step.key for step in steps if step.teller.endswith("#reference")]
        if not keys:
            return set()
        self.env.cr.execute(
            "SELECT provider_ref FROM bank_mutation WHERE journal_id = %s AND provider_ref = ANY(%s)", [journal.id, keys]
        )
        return {reference for (reference,) in self.env.cr.fetchall()}

    def _note_names(self, journal, steps):
        """Remember by which names the mutations were told of."""
        noted = [step for step in steps if step.same_as is None and not step.is_named]
        for batch in split_every(5_000, noted, list):
            self.env.cr.execute(
                SQL(
                    """
                    INSERT INTO bank_mutation_sighting (journal_id, teller, key, mutation_id)
                         SELECT %s, told.teller, told.key, told.mutation_id
                           FROM unnest(%s, %s, %s) AS told(teller, key, mutation_id)
                    ON CONFLICT (journal_id, teller, key) DO UPDATE SET mutation_id = EXCLUDED.mutation_id
                    """,
                    journal.id,
                    [step.teller for step in batch],
                    [step.key for step in batch],
                    [step.mutation for step in batch],
                )
            )
        self.env["bank.mutation.sighting"].invalidate_model()
