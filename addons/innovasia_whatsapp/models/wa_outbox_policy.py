import logging
import random
import uuid
from datetime import timedelta

from odoo import fields, models

from ..tools.errors import Policy, policy_for, retry_delay
from .discuss_channel import WINDOW

_logger = logging.getLogger(__name__)

#: The message itself is fine: it stays queued until what is in its way is gone.
WAITS = {Policy.RETRY, Policy.DELAY_RECIPIENT, Policy.STOP_ACCOUNT, Policy.REGISTRATION}
STOPS = {Policy.STOP_ACCOUNT, Policy.REGISTRATION}
JITTER = 0.2


class WaMessage(models.Model):
    """What an error of the Cloud API means for a message, its recipient and its device."""

    _inherit = "wa.message"

    reason_policy = fields.Selection(
        [
            (Policy.RETRY.value, "WhatsApp busy or not reachable"),
            (Policy.DELAY_RECIPIENT.value, "Too fast for this recipient"),
            (Policy.PAUSE.value, "Paused by Meta"),
            (Policy.STOP_ACCOUNT.value, "Billing, token or permission"),
            (Policy.NEEDS_TEMPLATE.value, "Outside the 24-hour window"),
            (Policy.NOT_WITHIN_24H.value, "Not again within 24 hours"),
            (Policy.OPT_OUT.value, "Opted out of marketing"),
            (Policy.UNREACHABLE.value, "Recipient not reachable"),
            (Policy.FIX_TEMPLATE.value, "Template parameters"),
            (Policy.TEMPLATE_UNAVAILABLE.value, "Template not available"),
            (Policy.FIX_MESSAGE.value, "Message or file not accepted"),
            (Policy.REGISTRATION.value, "Registration of the number"),
            (Policy.UNKNOWN_OUTCOME.value, "Outcome unknown"),
            (Policy.FAIL.value, "Other"),
        ],
        "Kind of problem",
        copy=False,
    )

    def _refused(self, error):
        """Do what the policy says about an error that answered the post of this message.

        :param error: :class:`graph_errors.GraphError`
        """
        if self.state != "sending":
            # A status was faster than the error and knows better.
            _logger.info("Message %s: already %s, so not: %s", self.id, self.state, error)
            return
        _logger.warning("Message %s: %s: %s", self.id, error.policy.value, error)
        if error.policy is Policy.UNKNOWN_OUTCOME:
            self._lose_track(str(error))
            return
        attempts = self.attempts + 1
        waits = error.policy in WAITS or (error.policy is Policy.PAUSE and self.kind == "template")
        delay = self._retry_delay(error.policy, attempts) if waits else None
        values = self._prepare_failure(error.policy, error.code, str(error))
        if delay is not None:
            again = fields.Datetime.now() + timedelta(seconds=delay)
            values |= {"state": "outgoing", "failed_at": False, "next_try_at": again}
        self.write({**values, "attempts": attempts})
        self._take_consequences(error.policy, error.code, str(error))

    def _fail(self, reason):
        """Give these messages up for a reason of our own, which they show as it is."""
        self.write(self._prepare_failure(Policy.FIX_MESSAGE, 0, reason))

    def _lose_track(self, reason):
        """Nobody knows whether these messages were sent; only a status can tell."""
        values = {"state": "unknown", "reason": reason, "reason_code": 0}
        self.write({**values, "reason_policy": Policy.UNKNOWN_OUTCOME.value})

    @staticmethod
    def _prepare_failure(policy, code, reason):
        return {
            "state": "failed",
            "failed_at": fields.Datetime.now(),
            "reason": reason,
            "reason_code": code or 0,
            "reason_policy": policy.value,
        }

    @staticmethod
    def _retry_delay(policy, attempts):
        """:return: seconds, spread so that what failed together does not come back together"""
        kind = Policy.DELAY_RECIPIENT if policy is Policy.DELAY_RECIPIENT else Policy.RETRY
        delay = retry_delay(kind, attempts)
        return None if delay is None else delay * random.uniform(1, 1 + JITTER)

    def _follow_statuses(self):
        """Do what follows from statuses that just changed these messages."""
        self.fetch(["state", "identity_id"])  # the others are many, and rarely needed
        failed = self.filtered(lambda message: message.state == "failed")
        for message in failed:
            policy = policy_for(message.reason_code or None)
            message.reason_policy = policy.value
            message._take_consequences(policy, message.reason_code, message.reason)
        arrived = self.filtered(lambda message: message.state in ("delivered", "read"))
        arrived.identity_id._set_reachable()

    def _take_consequences(self, policy, code, reason):
        """Do what an error means beyond its message."""
        throttle, account, identity = self.env["wa.throttle"], self.account_id, self.identity_id
        if policy is Policy.RETRY:
            throttle._block(account, 0, lambda strikes: self._block_delay(policy, strikes))
        elif policy is Policy.DELAY_RECIPIENT:
            throttle._block(account, identity.id, lambda strikes: self._block_delay(policy, strikes))
        elif policy is Policy.PAUSE:
            account._pause(code, reason)
        elif policy in STOPS:
            account._stop(code, reason)
        elif policy is Policy.NEEDS_TEMPLATE:
            self._close_window()
        elif policy is Policy.OPT_OUT:
            self.partner_id.wa_opt_out = True
        elif policy is Policy.UNREACHABLE:
            identity._count_unreachable()

    def _block_delay(self, policy, strikes):
        return self._retry_delay(policy, strikes) or self._retry_delay(policy, 5)

    def _close_window(self):
        """Meta says the window is closed: so it is, unless the customer wrote since."""
        channel, expires_at = self.channel_id, self.channel_id.wa_window_expires_at
        posted_at = self.claimed_at or self.create_date
        now = fields.Datetime.now()
        if expires_at and expires_at > now and expires_at - WINDOW <= posted_at:
            channel.wa_window_expires_at = now

    # --- people's decisions --------------------------------------------------------------

    def _requeue(self):
        """Queue these messages anew.

        They get a new key: late statuses of the old attempt are no news about this one.
        """
        for message in self:
            message.key = uuid.uuid4().hex
        self.write(
            {
                "state": "outgoing",
                "wamid": False,
                "reason": False,
                "reason_code": 0,
                "reason_policy": False,
                "failed_at": False,
                "claimed_at": False,
                "sent_at": False,
                "delivered_at": False,
                "read_at": False,
                "attempts": 0,
                "next_try_at": False,
            }
        )
        self._forget_uploads()
        self.account_id._wake_after_commit("outbox")
        self._notify_ticks()

    def _forget_uploads(self):
        """Upload the files of these messages anew, should Meta have lost them."""
        self.search(
            [
                ("account_id", "in", self.account_id.ids),
                ("attachment_id", "in", self.attachment_id.ids),
                ("media_uploaded_at", "!=", False),
            ]
        ).media_uploaded_at = False
