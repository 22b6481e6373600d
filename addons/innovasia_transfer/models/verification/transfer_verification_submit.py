import math
import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_list

from odoo.addons.innovasia_sales.models.conversion.sale_conversion_evidence import MOST_BYTES, SHOWN
from odoo.addons.innovasia_sales.tools.money import money
from odoo.addons.innovasia_whatsapp.tools.media_type import sniff

#: What has to be told, in the order of the SOP (spec/004).
EVIDENCE = ("account_number", "bank_name", "holder", "transferred_at", "proof_ids")
#: Accounts of banks, and telephone numbers of wallets.
ACCOUNT_NUMBER = re.compile(r"^\d{6,20}$")
MOST_PROOFS = 5
#: Clocks differ a little.
TOLERANCE = timedelta(minutes=5)
#: Some pay before the order is entered; what is older has a mistyped year, on which the payment would be booked.
EARLIEST = timedelta(days=60)
#: So many times what is still to be transferred is a slip of the pen, until somebody says that the proof shows it.
FAR = 2


class TransferVerification(models.Model):
    """Eskalasi: all five pieces of evidence, and 15 minutes after the transfer at the earliest, it goes to finance."""

    _inherit = "transfer.verification"

    obstacle = fields.Text("Before it can be sent", compute="_compute_obstacle")
    is_amount_far = fields.Boolean(compute="_compute_is_amount_far", help="Far more than was asked for.")
    is_amount_read = fields.Boolean(
        "The proof shows this amount",
        compute="_compute_is_amount_read",
        store=True,
        readonly=False,
        copy=False,
        help="It is far more than was asked for, and that is no mistake.",
    )

    @api.depends("amount", "intent_id")
    def _compute_is_amount_far(self):
        for verification in self:
            intent = verification.intent_id
            verification.is_amount_far = intent and verification.amount > FAR * intent._still_due()

    @api.depends("amount")
    def _compute_is_amount_read(self):
        """What was said of one amount is not said of another."""
        self.is_amount_read = False

    @api.depends("state", "intent_id", "amount", "is_amount_read", *EVIDENCE)
    @api.depends_context("lang", "tz", "uid")
    def _compute_obstacle(self):
        for verification in self:
            is_draft = verification.state == "draft"
            verification.obstacle = is_draft and verification.sudo()._why_not_submitted(waits=False)

    def action_submit(self):
        """Send these to finance, who answers until ``due_at``.

        :return: an action: a notice that closes the window
        :raises UserError: with what is missing, or how long to wait; what was filled in is kept
        """
        self._check_filling()
        verifications = self.sudo()
        verifications._lock()
        now = fields.Datetime.now()
        for verification in verifications:
            if refusal := verification._why_not_submitted():
                raise UserError(refusal)
            verification._lock_proofs()
            due_at = verification.company_id._transfer_answer_until(now)
            verification.write({"state": "submitted", "submitted_at": now, "due_at": due_at})
        verifications._submitted()
        first = verifications[:1]
        return self._notice(
            self.env._("Sent to finance"),
            self.env._("%(name)s is to be answered until %(date)s.", name=first.name, date=first._clock(first.due_at)),
        )

    def action_take_back(self):
        """Take these back from finance, to correct them.

        :raises UserError: when finance has answered already
        """
        self.check_access("write")
        verifications = self.sudo()
        verifications._lock()
        for verification in verifications:
            if verification.user_id != self.env.user:
                raise UserError(self.env._("Only %s, who asked, takes it back.", verification.user_id.name))
            verification._check_open()
        verifications.write({"state": "draft", "submitted_at": False, "due_at": False})
        verifications._closed()

    # --- why not -------------------------------------------------------------------------------

    def _why_not_submitted(self, waits=True):
        """:param bool waits: tell how long to wait as well
        :return: the sentence that says why this cannot be sent to finance, or None
        """
        self.ensure_one()
        if missing := [name for name in EVIDENCE if not self[name]]:
            labels = [self._fields[name]._description_string(self.env) for name in missing]
            return self.env._("Still missing: %s. Ask the customer for it.", format_list(self.env, labels))
        return (
            self._why_not_expected()
            or self._why_not_filled()
            or self._why_not_proofs()
            or self._why_not_when(waits)
            or self._why_another()
        )

    def _why_not_expected(self):
        intent = self.intent_id
        if intent.state == "paid":
            return self.env._(
                "%(order)s is paid already, by transfer %(transfer)s.", order=self.order_id.name, transfer=intent.name
            )
        return self.order_id._why_not_transfer()

    def _why_not_filled(self):
        digits = re.sub(r"[\s.-]", "", self.account_number)
        if not ACCOUNT_NUMBER.match(digits):
            return self.env._("“%s” is no account number: it has 6 to 20 digits.", self.account_number)
        if self.amount <= 0:
            return self.env._("How much was transferred? Write an amount.")
        if self.currency_id.name == "IDR" and not float(self.amount).is_integer():
            return self.env._("Rupiah have no cents: write a whole amount.")
        if self.is_amount_far and not self.is_amount_read:
            return self.env._(
                "%(amount)s is far more than the %(due)s that are waited for. Look at the zeros; if the proof shows so much,"
                " tick “The proof shows this amount”.",
                amount=self._money(),
                due=money(self.env, self.intent_id._still_due(), self.currency_id),
            )
        return None

    def _why_not_proofs(self):
        files = self.sudo().proof_ids
        if len(files) > MOST_PROOFS:
            return self.env._("%s pictures at most show a transfer.", MOST_PROOFS)
        for file in files:
            if file.file_size > MOST_BYTES:
                return self.env._("“%s” is larger than 10 MB. Choose a smaller picture.", file.name)
            if sniff(file.raw or b"", None, file.name)[0] not in SHOWN:
                return self.env._("“%s” is neither a picture nor a PDF.", file.name)
        if elsewhere := self.intent_id.sudo()._proofs_elsewhere(files.mapped("checksum")):
            names = format_list(self.env, sorted(set(elsewhere.values())))
            return self.env._("The same picture was shown for %s already. One picture proves one payment.", names)
        return None

    def _why_not_when(self, waits):
        now = fields.Datetime.now()
        if self.transferred_at > now + TOLERANCE:
            return self.env._("The transfer lies in the future. Choose when the customer made it.")
        if self.transferred_at < self.order_id.create_date - EARLIEST:
            return self.env._("The transfer lies long before the order. Look at its date and year.")
        if waits and self.submit_at > now:
            minutes = math.ceil((self.submit_at - now).total_seconds() / 60)
            return self.env._(
                "The bank may still tell by itself: this can be sent from %(clock)s, in %(minutes)s minutes.",
                clock=self._clock(self.submit_at),
                minutes=minutes,
            )
        return None

    def _why_another(self):
        other = self.search([("intent_id", "=", self.intent_id.id), ("state", "=", "submitted"), ("id", "!=", self._origin.id)])
        if other:
            return self.env._(
                "Finance is looking for this transfer already: %(name)s, sent by %(user)s.",
                name=other[0].name,
                user=other[0].user_id.name,
            )
        return None

    def _check_open(self):
        """:raises UserError: unless finance has to answer this"""
        if self.state != "submitted":
            raise UserError(self._why_closed())

    def _why_closed(self):
        if self.state == "draft":
            return self.env._("%s was not sent to finance yet.", self.name)
        values = {
            "name": self.name,
            "user": self.decided_by_id.name or self.env._("the system"),
            "date": self._clock(self.decided_at),
        }
        if self.state == "approved":
            return self.env._("%(name)s was approved by %(user)s on %(date)s.", **values)
        return self.env._("%(name)s was rejected by %(user)s on %(date)s: %(reason)s", reason=self.reject_reason, **values)

    # --- steps ---------------------------------------------------------------------------------

    def _lock(self):
        """Wait until nobody else decides about these, or settles their transfers: those first, as settling does."""
        self.intent_id._lock()
        self.flush_recordset()
        self.env.cr.execute(SQL("SELECT id FROM transfer_verification WHERE id IN %s ORDER BY id FOR UPDATE", self._ids))

    def _lock_proofs(self):
        self.intent_id._claim_proofs(self.proof_ids)

    def _clock(self, at):
        return self.env["sale.transaction"]._clock(at)

    def _notice(self, title, message="", kind="success"):
        """:return: an action that tells what happened, and closes a window"""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": kind,
                "title": title,
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
