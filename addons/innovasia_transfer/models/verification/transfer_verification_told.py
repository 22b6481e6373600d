from markupsafe import Markup

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain

from odoo.addons.innovasia_sales.tools.money import money

TO_DO = "mail.mail_activity_data_todo"
#: More people than this at once are no longer asked one by one.
MOST_ASKED = 20


class TransferVerification(models.Model):
    """Finance hears that there is something to answer, and once when it is late; who asked hears what came of it."""

    _inherit = "transfer.verification"

    breached_at = fields.Datetime("Late since", readonly=True, copy=False, index="btree_not_null")
    is_overdue = fields.Boolean(
        "Overdue", compute="_compute_is_overdue", search="_search_is_overdue", help="Not answered, and the time is over."
    )
    minutes_to_answer = fields.Float(
        "Answered after (minutes)", compute="_compute_minutes_to_answer", store=True, digits=(16, 1), aggregator="avg"
    )

    @api.depends("state", "due_at")
    def _compute_is_overdue(self):
        now = fields.Datetime.now()
        for verification in self:
            verification.is_overdue = verification.state == "submitted" and verification.due_at < now

    def _search_is_overdue(self, operator, value):
        if operator != "in":
            return NotImplemented
        overdue = Domain("state", "=", "submitted") & Domain("due_at", "<", fields.Datetime.now())
        return Domain.OR([overdue if each else ~overdue for each in value])

    @api.depends("submitted_at", "decided_at")
    def _compute_minutes_to_answer(self):
        for verification in self:
            asked, answered = verification.submitted_at, verification.decided_at
            verification.minutes_to_answer = (answered - asked).total_seconds() / 60 if asked and answered else False

    def _submitted(self):
        """Called in the same database transaction after these were sent to finance."""
        for verification in self:
            for user in verification._asked():
                # A task in the list of each, and no e-mail for each of them.
                told = verification.with_context(mail_activity_quick_update=True, lang=user.lang)
                note = told._question()
                told.activity_schedule(TO_DO, summary=told.env._("Verify a transfer"), note=note, user_id=user.id)
                user._bus_send("simple_notification", {"type": "info", "title": verification.name, "message": note})
        self._tell_panels()

    def _question(self):
        """:return: what is asked of finance, in a sentence"""
        return self.env._(
            "%(user)s asks for %(order)s, %(amount)s. Name the mutation, or say why not. To be answered until %(date)s.",
            user=self.user_id.name,
            order=self.order_id.name,
            amount=self._money(),
            date=self._clock(self.due_at),
        )

    def _closed(self):
        """Called in the same database transaction when finance has nothing to do with these any more."""
        self.activity_unlink([TO_DO])
        self._tell_panels()

    def _answered(self):
        """Called in the same database transaction after these were approved or rejected."""
        self._closed()
        for verification in self:
            user = verification.user_id
            text = verification.with_context(lang=user.lang)._answer()
            if user.active and user != self.env.user:
                kind = "success" if verification.state == "approved" else "danger"
                user._bus_send("simple_notification", {"type": kind, "title": verification.name, "message": text})
            if verification.state == "rejected" and user.active:
                verification.with_context(mail_activity_quick_update=True, lang=user.lang).activity_schedule(
                    TO_DO, summary=verification.env._("Tell the customer"), note=text, user_id=user.id
                )
            verification._note_in_conversation()

    def _answer(self):
        """:return: what finance says of this, in a sentence"""
        values = {"order": self.order_id.name, "amount": self._money()}
        if self.state == "rejected":
            return self.env._(
                "The transfer of %(amount)s for %(order)s was not found: %(reason)s", reason=self.reject_reason, **values
            )
        if self.is_unbacked:
            return self.env._("The transfer of %(amount)s for %(order)s is approved; the mutation is still to come.", **values)
        return self.env._("The transfer of %(amount)s for %(order)s was found.", **values)

    def _note_in_conversation(self):
        """Write into the conversation, for colleagues only, what finance says."""
        intent = self.intent_id
        channel = intent.wa_channel_id or intent.order_id.wa_channel_id
        if not channel:
            return
        company = self.company_id
        told = self.with_context(lang=company._language())
        mark = "✅" if self.state == "approved" else "❌"
        # The system says it: finance joins no conversation.
        channel.with_user(SUPERUSER_ID).message_post(
            body=Markup("{} <b>{}</b>: {}").format(mark, self.name, told._answer()),
            message_type="notification",
            subtype_xmlid="mail.mt_note",
            author_id=company.partner_id.id,
        )

    @api.model
    def _cron_overdue(self):
        """Mark what was not answered in time, and tell so once."""
        domain = [("state", "=", "submitted"), ("due_at", "<", fields.Datetime.now()), ("breached_at", "=", False)]
        for verification in self.search(domain):
            verification.breached_at = verification.due_at
            told = verification.with_context(lang=verification.company_id._language())
            told.message_post(body=told._lateness())
            verification.activity_ids.summary = told.env._("Overdue: verify a transfer")
            for user in verification._asked() | verification.user_id:
                text = verification.with_context(lang=user.lang)._lateness()
                user._bus_send(
                    "simple_notification", {"type": "warning", "title": verification.name, "message": text, "sticky": True}
                )

    def _lateness(self):
        """:return: that this was not answered in time, in a sentence"""
        return self.env._(
            "Not answered in time: %(order)s, %(amount)s, asked by %(user)s.",
            order=self.order_id.name,
            amount=self._money(),
            user=self.user_id.name,
        )

    def _asked(self):
        """:return: res.users who answer this, other than who asks"""
        return self.company_id._transfer_answerers(self.user_id)[:MOST_ASKED]

    def _tell_panels(self):
        self.env["discuss.channel"]._wa_tell_purchases(self.partner_id)

    def _money(self):
        return money(self.env, self.amount, self.currency_id)
