"""What to do about an error of the Cloud API, and how to say it to a person.

The texts for people, in English and Indonesian, are in :mod:`error_texts`.
"""

from __future__ import annotations

from enum import Enum

from .error_explanation import Explanation
from .error_texts import BY_POLICY, EXPLANATIONS
from .error_texts_account import NO_CONNECTION

__all__ = ["EXPLANATIONS", "NO_CONNECTION", "Explanation", "Policy", "explain", "explain_policy", "policy_for", "retry_delay"]


class Policy(Enum):
    """What the sender does about an error."""

    RETRY = "retry"  # slow this number, try again later
    DELAY_RECIPIENT = "delay_recipient"  # this recipient only: wait 4^n seconds
    PAUSE = "pause"  # pause broadcasts, alert the supervisor
    STOP_ACCOUNT = "stop_account"  # billing, token or permission: nothing can be sent
    NEEDS_TEMPLATE = "needs_template"  # outside the 24 h window
    NOT_WITHIN_24H = "not_within_24h"  # Meta protects this customer from more messages today
    OPT_OUT = "opt_out"  # the customer wants no marketing
    UNREACHABLE = "unreachable"  # cannot be delivered to this number
    FIX_TEMPLATE = "fix_template"  # the parameters do not fit the template
    TEMPLATE_UNAVAILABLE = "template_unavailable"  # missing, paused, disabled, blocked
    FIX_MESSAGE = "fix_message"  # kind or file of the message
    REGISTRATION = "registration"  # the number is not registered as it must be
    UNKNOWN_OUTCOME = "unknown_outcome"  # may have been sent: a status will tell
    FAIL = "fail"  # anything else


_CODES = {
    Policy.RETRY: (130429, 4, 80007, 131016, 131057, 1, 2),
    Policy.DELAY_RECIPIENT: (131056,),
    Policy.PAUSE: (131048, 131064, 368, 131031),
    Policy.STOP_ACCOUNT: (131042, 190, 10, 3, 0, 33, 131005, *range(200, 300)),
    Policy.NEEDS_TEMPLATE: (131047,),
    Policy.NOT_WITHIN_24H: (131049, 130472),
    Policy.OPT_OUT: (131050,),
    Policy.UNREACHABLE: (131026,),
    Policy.FIX_TEMPLATE: (132000, 132005, 132007, 132008, 132012, 132018),
    Policy.TEMPLATE_UNAVAILABLE: (132001, 132015, 132016, 132068, 132069),
    Policy.FIX_MESSAGE: (131051, 131052, 131053),
    Policy.REGISTRATION: (131037, 131045, *range(133000, 134000)),
}
_POLICY_OF_CODE = {code: policy for policy, codes in _CODES.items() for code in codes}

RETRY_LIMIT = 12
RETRY_LONGEST = 900
RECIPIENT_LIMIT = 7  # 4^7 s = 4.5 h; longer would outlive the window


def policy_for(code: int | None, http_status: int | None = None) -> Policy:
    """Return what to do about Graph's error ``code``; the HTTP status decides where the code does not."""
    if code in _POLICY_OF_CODE:
        return _POLICY_OF_CODE[code]
    if http_status is not None:
        if http_status >= 500 or http_status in (408, 429):
            return Policy.RETRY
        if http_status == 401:
            return Policy.STOP_ACCOUNT
    return Policy.FAIL


def explain(code: int | None, http_status: int | None = None) -> Explanation:
    """Return what happened and what to do, in English and Indonesian, for any code."""
    if code in EXPLANATIONS:
        return EXPLANATIONS[code]
    return explain_policy(policy_for(code, http_status))


def explain_policy(policy: Policy) -> Explanation:
    """Return the explanation for a policy, where there is no code: a timeout, a refused connection."""
    return BY_POLICY[policy.value]


def retry_delay(policy: Policy, attempts: int) -> int | None:
    """Return after how many seconds to try again, or None when it is not tried again.

    :param attempts: how often it was tried so far, the one that just failed included
    """
    attempts = max(attempts, 1)
    if policy is Policy.RETRY and attempts <= RETRY_LIMIT:
        return min(5 * 2 ** (attempts - 1), RETRY_LONGEST)
    if policy is Policy.DELAY_RECIPIENT and attempts <= RECIPIENT_LIMIT:
        return 4**attempts
    return None
