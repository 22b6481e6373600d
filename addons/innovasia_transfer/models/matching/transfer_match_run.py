import logging
import time
from datetime import timedelta

from psycopg2 import OperationalError
from psycopg2.errors import UniqueViolation

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import LockError, RedirectWarning, UserError
from odoo.service.model import PG_CONCURRENCY_ERRORS_TO_RETRY

_logger = logging.getLogger(__name__)

#: How many are settled in one transaction of the database: others wait for its numbers no longer than that takes.
BATCH = 5
#: So often in a row nothing can be done but wait for others, who have the rest in hand; then another job looks again.
PATIENCE = 5
AGAIN = timedelta(seconds=10)
#: Seconds after which a run goes on in a job of its own: the server kills those that take too long.
SLICE = 150
#: The first two settlements of a year both begin its numbers here; the second one, tried again, goes on with the first's.
PERIODS = "ir_sequence_date_range"


class TransferMatch(models.Model):
    """The matching job: what is certain is settled by itself, each in a savepoint of its own."""

    _inherit = "transfer.match"

    @api.model
    def _run(self, journal):
        """Settle what is certain at one account; the body of its queue job.

        It commits batch after batch. What cannot be settled stays unmatched, with the reason; it stops nothing else.
        Several may run at once: what one has locked, the others leave alone.

        :param journal: account.journal
        """
        until = time.monotonic() + SLICE
        with self.env.registry.cursor() as cr:
            # What it notes is read by the company's people; a job has no language of its own.
            env = api.Environment(cr, SUPERUSER_ID, {"lang": journal.sudo().company_id._language()})
            for _batch in env["transfer.match"]._match(env["account.journal"].browse(journal.id)):
                cr.commit()
                if time.monotonic() >= until:
                    env["bank.mutation"]._match_soon(env["account.journal"].browse(journal.id))
                    return

    @api.model
    def _match(self, journal):
        """Settle what is certain at one account.

        :param journal: account.journal
        :return: generator: stops after each batch with how many of it were settled
        """
        steps = (
            (self._reversal_candidates, self._take_out_one),
            (self._candidates, self._settle_one),
            (self._backing_candidates, self._back_one),
        )
        for find, settle in steps:
            idle = 0
            # What is settled may make the next one certain: of equal ones, each takes its turn.
            while idle < PATIENCE and (pairs := find(journal)):
                outcomes = []
                for start in range(0, len(pairs), BATCH):
                    outcomes += [self._try(settle, *pair) for pair in pairs[start : start + BATCH]]
                    yield outcomes[start:].count("settled")
                    # The next batch looks at what others have committed meanwhile.
                    self.env.invalidate_all()
                if "settled" not in outcomes and "held" not in outcomes:
                    break
                idle = 0 if "settled" in outcomes else idle + 1
            if idle == PATIENCE:
                self._match_again(journal)

    def _match_again(self, journal):
        """Have another job look at this account in a while."""
        self.with_delay(
            channel="root.transfer", identity_key=f"transfer.match.{journal.id}.again", eta=AGAIN,
            description=f"Bank transfers: match {journal.display_name} again",
        )._run(journal)  # fmt: skip

    @api.model
    def _cron_match(self):
        """Wake the matching of accounts where something is certain: what a job that died left, and what has become possible."""
        journals = self.env["account.journal"].sudo().search([("transfer_open", "=", True)])
        finders = (self._reversal_candidates, self._candidates, self._backing_candidates)
        waiting = journals.filtered(lambda journal: any(find(journal) for find in finders))
        self.env["bank.mutation"]._enqueue_matching(waiting)

    def _try(self, settle, mutation, other):
        """Settle one, or keep the reason why not.

        :return: ``settled``, ``held`` by somebody else at this instant, or ``left``
        """
        try:
            with self.env.cr.savepoint():
                # What somebody has in hand is left to them.
                other.lock_for_update(allow_referencing=True)
                mutation.lock_for_update(allow_referencing=True)
                return "settled" if settle(mutation, other) else "left"
        except LockError:
            return "held"
        except OperationalError as error:
            if error.pgcode not in PG_CONCURRENCY_ERRORS_TO_RETRY:
                raise
            return "held"
        except (UserError, RedirectWarning) as error:
            problem = error.args[0]
        except Exception as error:
            if isinstance(error, UniqueViolation) and error.diag.table_name == PERIODS:
                return "held"
            _logger.exception("Mutation %s was not matched", mutation.id)
            problem = f"{type(error).__name__}: {error}"
        self.env.invalidate_all()
        if mutation.match_problem != problem:
            mutation.match_problem = problem
        return "left"

    # --- one of each ---------------------------------------------------------------------------

    def _settle_one(self, mutation, intent):
        """:return: whether this intent was still waiting, and is paid now"""
        still = intent.state in ("open", "grace") and mutation.state == "suspense" and mutation.open_amount == intent.payable
        return still and intent._settle({mutation: mutation.amount}, "automatic")

    def _back_one(self, mutation, transaction):
        """:return: whether this approved payment was still without money, and is backed now"""
        still = transaction.unbacked_amount == mutation.open_amount and mutation.state == "suspense"
        return still and mutation._back(transaction, "automatic")

    def _take_out_one(self, debit, credit):
        """:return: whether this money was still there, and was taken out now"""
        still = debit.open_amount == credit.amount and not credit.refunded_amount
        return still and credit._take_out(debit, "automatic")
