from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from ..tools.errors import BY_POLICY, Policy, explain

#: Meta's errors 131049 and 130472: not another try before this is over.
REST = timedelta(hours=24)


class WaMessage(models.Model):
    """What a person sees and may do about outgoing messages."""

    _inherit = "wa.message"

    display_reason = fields.Text(
        "Explanation", compute="_compute_display_reason", help="What happened and what to do about it."
    )

    @api.depends("state", "reason", "reason_code", "reason_policy")
    @api.depends_context("lang")
    def _compute_display_reason(self):
        for message in self:
            message.display_reason = message._explain(self.env.lang)

    def _explain(self, lang):
        """:return: the explanation, and in brackets the reason as it was given; False when there is none"""
        text = self._explanation(lang)
        return f"{text}\n({self.reason})" if self.reason and text != self.reason else text

    def _explanation(self, lang):
        """:return: the reason in a person's words and language, False when there is none"""
        self.ensure_one()
        if not (self.reason or self.reason_code or self.reason_policy):
            return False
        if self.state == "failed" and self.reason_policy == Policy.RETRY.value:
            text = self.env._("WhatsApp could not be reached for a long time. Press Retry.")
        elif self.reason_code:
            text = explain(self.reason_code).text(lang)
        elif self.reason_policy in (Policy.FIX_MESSAGE.value, False):
            return self.reason
        else:
            text = BY_POLICY[self.reason_policy].text(lang)
        if self.state == "outgoing" and self.next_try_at:
            at = fields.Datetime.context_timestamp(self, self.next_try_at)
            text = self.env._("%(reason)s Next attempt at %(time)s.", reason=text, time=f"{at:%H:%M:%S}")
        return text

    def action_retry(self):
        """Send failed messages once more.

        :raises UserError: when one did not fail, or Meta would refuse it again
        """
        messages = self._checked_for_action()
        for message in messages:
            message._check_retry()
        messages._requeue()
        return True

    def action_resend_unknown(self):
        """Send messages again of which nobody knows whether they were sent: maybe a second time.

        :raises UserError: when the outcome of one is known
        """
        messages = self._checked_for_action()
        if messages.filtered(lambda message: message.state != "unknown"):
            raise UserError(self.env._("Only messages whose outcome is unknown are sent again here."))
        messages._requeue()
        return True

    def action_cancel(self):
        """Take messages that wait out of the queue.

        :raises UserError: when one is no longer waiting
        """
        messages = self._checked_for_action()
        if messages.filtered(lambda message: message.state != "outgoing"):
            raise UserError(self.env._("Only queued messages can be cancelled: this one is on its way."))
        messages.write({"state": "skipped", "next_try_at": False})
        messages._notify_ticks()
        return True

    def _checked_for_action(self):
        """:return: these messages with all rights, after checking the user's"""
        if not self.env.su and not self.env.user.has_group("innovasia_whatsapp.group_user"):
            raise AccessError(self.env._("You may not use WhatsApp conversations."))
        self.check_access("read")
        self.channel_id.check_access("read")
        messages = self.sudo()
        try:
            messages.lock_for_update()
        except LockError as error:
            raise UserError(self.env._("This message is being sent at this very moment. Look again.")) from error
        return messages

    def _check_retry(self):
        if self.state != "failed":
            raise UserError(self.env._("Only failed messages are sent again."))
        if self.reason_policy == Policy.NOT_WITHIN_24H.value and self.failed_at:
            again = self.failed_at + REST
            if again > fields.Datetime.now():
                at = fields.Datetime.context_timestamp(self, again)
                raise UserError(
                    self.env._(
                        "WhatsApp protects this customer from too many messages. Try again after %s.",
                        f"{at:%d/%m/%Y %H:%M}",
                    )
                )
        if self.kind == "template":
            if self.reason_policy == Policy.OPT_OUT.value and self.partner_id.wa_opt_out:
                raise UserError(self.env._("This customer does not want marketing messages."))
        elif self.channel_id:
            self.channel_id._wa_check_window()
