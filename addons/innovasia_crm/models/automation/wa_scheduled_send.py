import hashlib
import logging
from collections import Counter, defaultdict
from datetime import timedelta

from psycopg2 import OperationalError
from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError
from odoo.tools import SQL

from ...tools.rendering import is_blank, names
from .discuss_channel_say import Saying

_logger = logging.getLogger(__name__)

#: So many rows are one transaction.
BATCH = 100
#: Two automated actions that tell a customer the same within this time tell it once.
REPEATED = timedelta(hours=1)
#: A text does without these: the salutation is shorter then.
DISPENSABLE = {"customer", "user", "writer", "device"}


class WaScheduled(models.Model):
    """From what is due to messages in the outbox.

    A batch is claimed, looked at, written and queued in one transaction: whoever is killed in between has sent nothing, and
    who comes next finds all of it. Rows that somebody else holds are skipped, not waited for.
    """

    _inherit = "wa.scheduled"

    @api.model
    def _send_batch(self):
        """Send what is due, or note why not; the caller commits.

        :return: how many were looked at
        """
        found = self.env.execute_query(
            SQL(
                """
                SELECT id FROM wa_scheduled
                 WHERE state = 'waiting' AND message_id IS NULL AND next_try_at <= %s
              ORDER BY next_try_at, id LIMIT %s
                   FOR NO KEY UPDATE SKIP LOCKED
                """,
                fields.Datetime.now(),
                BATCH,
            )
        )
        rows = self.sudo().browse(id_ for (id_,) in found)
        rows._send_together()
        return len(rows)

    def _send_together(self):
        """Send these; one that cannot be written holds up no other."""
        if not self:
            return
        try:
            with self.env.cr.savepoint():
                self._send()
        except (OperationalError, ConcurrencyError):
            raise  # the whole batch is looked at once more
        except Exception as error:
            if len(self) > 1:
                for row in self:
                    row._send_together()
                return
            _logger.exception("Automatic message %s: it could not be written", self.id)
            details = f"{type(error).__name__}: {error}"
            self.write({"state": "failed", "reason_code": "broken", "reason": details})

    def _send(self):
        self._follow_automations()
        going = self
        for check in ("document", "business", "time", "customer", "device", "hours"):
            found = getattr(going, f"_check_{check}")()
            going._stop(found)
            going -= self.browse().union(*found)
        ways, found = going._route()
        going._stop(found)
        texts = self.browse().union(*ways)._write_texts(ways)
        texts = self.browse().union(*texts)._without_repeated(texts)
        going = self.browse().union(*texts)
        channels = going._conversations({row: ways[row] for row in going})
        for rows in going.grouped("account_id").values():
            sayings = [Saying(channels[row], *texts[row]) for row in rows]
            messages = self.env["discuss.channel"]._wa_say_all(sayings)
            for row, message in zip(rows, messages, strict=True):
                row.message_id = message
            rows.write({"reason_code": False, "reason": False})

    # --- the words -----------------------------------------------------------------------

    def _write_texts(self, ways):
        """Write what each customer reads, in the own language; what lacks something that it names is skipped.

        :param dict ways: of `_route`
        :return: {row: (text, key, attachment or None, template's payload or None)}
        """
        texts, documents, alike, nth = {}, self._documents(), defaultdict(self.browse), Counter()
        for row in self:
            lang = row.partner_id.lang or row.company_id._language()
            same = (row.format_id, row.account_id, lang)
            nth[same, documents[row]] += 1  # a document may be about several customers
            alike[(*same, nth[same, documents[row]])] |= row
        for (wording, account, lang, _nth), rows in alike.items():
            about = {row: documents[row] for row in rows}
            records = next(iter(about.values())).browse().union(*about.values())
            values = self.env["wa.trigger"]._values(
                wording._trigger_name(),
                records.with_company(account.company_id).with_context(lang=lang),
                wording._variables_used(),
                account,
                {document.id: row.partner_id for row, document in about.items()},
            )
            bodies = wording._render(values)
            for row, document in about.items():
                template = ways[row][1]
                if template:
                    texts |= row._write_template(template, values[document.id])
                else:
                    texts |= row._write_freely(bodies[document.id], values[document.id])
        return texts

    def _write_freely(self, body, values):
        missing = self._missing(values)
        if missing or is_blank(body):
            self._skip("missing_value", missing and self._told()._("Nothing is known for: %s", missing))
            return {}
        return {self: (body, self._request_key(), self.format_id.attachment_id or None, None)}

    def _missing(self, values):
        """:return: what the text names and is not known, as it is written there; '' when it is complete"""
        readers = self.env["wa.trigger"]._get(self.format_id._trigger_name()).variables
        needed = [name for name in sorted(names(self.format_id.body)) if readers.get(name) not in DISPENSABLE]
        return " ".join(f"{{{name}}}" for name in needed if is_blank(values.get(name)))

    def _write_template(self, template, values):
        wording = self.format_id
        template = template.with_env(self._told())
        try:
            payload, text = template._message(wording._template_values(values), wording.attachment_id)
        except ValueError as error:
            self._skip("missing_value", str(error))
            return {}
        file = template._header_file(wording.attachment_id)
        return {self: (text, self._request_key(), file or None, payload)}

    def _request_key(self):
        again = [f"{self.attempts}"] if self.attempts else []
        anew = ["anew"] if self.refused_message_id else []
        return ".".join(["scheduled", f"{self.id}", *again, *anew])

    def _without_repeated(self, texts):
        """Skip what another automated action told the customer just now about the same document.

        :return: {row: what it was in ``texts``} of the others
        :raises ConcurrencyError: when another process says the same at this moment; begun anew, it is found
        """
        said = {row: row._said(texts[row][0]) for row in self}
        seen, new = self._just_said(said.values()), {}
        for row in self.sorted("id"):
            if said[row] not in seen:
                seen.add(said[row])
                row.said = said[row]
            elif not row.attempts:
                row._skip("duplicate")
                continue
            new[row] = texts[row]
        try:
            self.flush_recordset(["said"])
        except UniqueViolation as error:
            raise ConcurrencyError("The same is said at the same time") from error
        return new

    def _just_said(self, keys):
        """:return: set of those keys that others have; what was said longer ago, or not at all, gives its key back"""
        others = self.env["wa.scheduled"].search([("said", "in", list(keys)), ("id", "not in", self.ids)])
        since = fields.Datetime.now() - REPEATED
        told = others.filtered(
            lambda row: row.state in ("waiting", "sent") and row.message_id and row.message_id.create_date > since
        )
        (others - told).said = False
        others.flush_recordset(["said"])
        return set(told.mapped("said"))

    def _said(self, text):
        said = (self.res_model, self.res_id, self.partner_id.id, text)
        return hashlib.sha256(repr(said).encode()).hexdigest()
