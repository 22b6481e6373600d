from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError, LockError, UserError

from ..words.wa_format import TRIGGERS
from .reasons import SELECTION

STATES = [
    ("waiting", "Waiting"),
    ("sent", "Sent"),
    ("skipped", "Skipped"),
    ("failed", "Failed"),
    ("cancelled", "Cancelled"),
]
SUPERVISOR = "innovasia_crm.group_cs_supervisor"


class WaScheduled(models.Model):
    """A message that was due, and what became of it: every one has a row, also the one that was not sent.

    It waits until it is due, then while its message is in the outbox (``message_id``); it is sent when Meta has taken it.
    """

    _name = "wa.scheduled"
    _description = "Due WhatsApp Message"
    _order = "id desc"
    _rec_name = "partner_id"

    automation_id = fields.Many2one("wa.automation", "Automated action", readonly=True, ondelete="set null")
    trigger = fields.Selection(TRIGGERS, readonly=True)
    format_id = fields.Many2one("wa.format", index="btree_not_null", readonly=True, ondelete="set null")
    account_id = fields.Many2one("wa.account", "Device", required=True, index=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", required=True, readonly=True)
    partner_id = fields.Many2one("res.partner", "Customer", index="btree_not_null", readonly=True, ondelete="set null")
    user_id = fields.Many2one("res.users", "Caused by", readonly=True, ondelete="set null")
    res_model = fields.Char("Model", readonly=True)
    res_id = fields.Many2oneReference("Document", model_field="res_model", readonly=True)
    key = fields.Char(readonly=True, help="The same automated action makes one row of each key.")
    happened_at = fields.Datetime("Happened", required=True, readonly=True)
    due_at = fields.Datetime("Due", required=True, readonly=True)
    next_try_at = fields.Datetime("Looked at again", required=True, readonly=True)
    state = fields.Selection(STATES, required=True, readonly=True)
    reason_code = fields.Selection(SELECTION, "Reason", readonly=True)
    reason = fields.Text("Details", readonly=True)
    message_id = fields.Many2one("wa.message", index="btree_not_null", readonly=True, ondelete="set null")
    arrived_at = fields.Datetime("Arrived", readonly=True, help="When the customer's phone had it (UTC).")
    said = fields.Char(
        readonly=True, copy=False, help="What the customer is told about the document, as one key: the same is told once."
    )
    attempts = fields.Integer("Sent again", readonly=True, help="How often a person had it sent again.")

    _key_unique = models.UniqueIndex("(automation_id, key) WHERE automation_id IS NOT NULL")
    _request_unique = models.UniqueIndex("(company_id, key) WHERE automation_id IS NULL AND key IS NOT NULL")
    _said_unique = models.UniqueIndex("(said) WHERE said IS NOT NULL")
    _waiting_idx = models.Index("(next_try_at, id) WHERE state = 'waiting' AND message_id IS NULL")
    _document_idx = models.Index("(res_model, res_id)")
    _automation_idx = models.Index("(automation_id, state, id)")

    # --- made by hand --------------------------------------------------------------------

    @api.model
    def _queue(self, wording, account, records, key_of=None, automation=None, customers=None):
        """Have a format sent about these records now; the caller has checked who may.

        :param wording: wa.format
        :param account: wa.account, the device
        :param records: of the model of the format's trigger, or any for ``record``
        :param key_of: function of a record to a text: what was queued with the same key is not queued again
        :param automation: wa.automation on whose behalf
        :param dict customers: {record.id: res.partner}; the ones that the trigger names by default
        :return: wa.scheduled, of those that are new
        """
        customer = wording.trigger and self.env["wa.trigger"]._get(wording.trigger).customer
        now, rows = fields.Datetime.now(), []
        for record in records.sudo():
            if customers is not None:
                partner = customers.get(record.id) or self.env["res.partner"]
            elif customer == "id" or record._name == "res.partner":
                partner = record
            else:
                partner = record[customer] if customer in record._fields else self.env["res.partner"]
            rows.append(
                {
                    "automation_id": automation.id if automation else False,
                    "trigger": wording.trigger,
                    "format_id": wording.id,
                    "account_id": account.id,
                    "company_id": account.sudo().company_id.id,
                    "partner_id": partner.id,
                    "user_id": False if self.env.user._is_superuser() else self.env.uid,
                    "res_model": record._name,
                    "res_id": record.id,
                    "key": key_of(record) if key_of else False,
                    "happened_at": now,
                    "due_at": now,
                    "next_try_at": now,
                    "state": "waiting",
                }
            )
        known = self._known_keys(account, automation, [row["key"] for row in rows if row["key"]])
        try:
            with self.env.cr.savepoint():
                queued = self.sudo().create([row for row in rows if row["key"] not in known])
        except UniqueViolation as error:
            # Queued by a transaction that this one cannot see: begun anew, it finds the row.
            raise ConcurrencyError("The same message was queued at the same time") from error
        queued._wake_after_commit()
        return queued

    def _known_keys(self, account, automation, keys):
        asked = [("automation_id", "=", automation.id if automation else False), ("key", "in", keys)]
        if not automation:
            asked.append(("company_id", "=", account.sudo().company_id.id))
        return set(self.sudo().search(asked).mapped("key")) if keys else set()

    # --- what people do ------------------------------------------------------------------

    def action_retry(self):
        """Send again what was skipped, called off or failed ("Kirim ulang"): now, whatever the hours.

        :raises UserError: when one is waiting, was sent, or may have been sent
        """
        rows = self._checked_for_action()
        for row in rows:
            row._check_retry()
        rows._make_due()
        return True

    def action_cancel(self):
        """Call off what waits and is not on its way yet.

        :raises UserError: when one is on its way, or does not wait
        """
        rows = self._checked_for_action()
        if rows.filtered(lambda row: row.state != "waiting" or row.message_id):
            raise UserError(self.env._("Only messages that are waiting can be called off."))
        rows.write({"state": "cancelled", "reason_code": "called_off", "reason": False})
        return True

    def _checked_for_action(self):
        """:return: these rows with all rights and locked, after checking the user's"""
        if not self.env.su and not self.env.user.has_group(SUPERVISOR):
            raise AccessError(self.env._("Only supervisors decide about automatic messages."))
        self.check_access("read")
        rows = self.sudo()
        try:
            rows.lock_for_update()
        except LockError as error:
            raise UserError(self.env._("This message is being sent at this very moment. Look again.")) from error
        return rows

    def _check_retry(self):
        if self.state in ("waiting", "sent"):
            raise UserError(self.env._("Only what was skipped, called off or failed is sent again."))
        if self.message_id.state == "unknown":
            raise UserError(
                self.env._(
                    "Nobody knows whether this message was sent. Look into the conversation:"
                    " there it can be sent again, maybe a second time."
                )
            )
        if not self.format_id:
            raise UserError(self.env._("The format of this message was deleted: write to the customer in person."))

    def _make_due(self):
        """Let these rows wait to be sent right now, with a new message."""
        now = fields.Datetime.now()
        for row in self:
            row.attempts += 1
        self.write(
            {
                "state": "waiting",
                "reason_code": False,
                "reason": False,
                "message_id": False,
                "refused_message_id": False,
                "arrived_at": False,
                "due_at": now,
                "next_try_at": now,
            }
        )
        self._wake_after_commit()

    # --- what becomes of them ------------------------------------------------------------

    def _skip(self, reason_code, reason=None):
        """Send these not at all.

        :param str reason: details, in the company's language
        """
        self.write({"state": "skipped", "reason_code": reason_code, "reason": reason or False})

    def _wait(self, reason_code, reason, until):
        """Look at these again later.

        :param datetime until: in UTC
        """
        self.write({"reason_code": reason_code, "reason": reason or False, "next_try_at": until})
