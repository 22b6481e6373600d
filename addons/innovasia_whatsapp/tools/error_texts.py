"""What each error of the Cloud API means and what a person can do about it, in English and Indonesian."""

from __future__ import annotations

from . import error_texts_account as account
from . import error_texts_message as message
from .error_explanation import Explanation

EXPLANATIONS: dict[int, Explanation] = {**account.ACCOUNT, **message.MESSAGE}

# For codes that Meta adds later, and where there was no code: by the word of the policy.
BY_POLICY: dict[str, Explanation] = {
    "retry": account.BUSY,
    "delay_recipient": account.RECIPIENT_BUSY,
    "pause": account.LIMITED,
    "stop_account": account.TOKEN,
    "needs_template": message.WINDOW,
    "not_within_24h": message.TODAY,
    "opt_out": message.OPTED_OUT,
    "unreachable": message.UNDELIVERABLE,
    "fix_template": message.PARAMETERS,
    "template_unavailable": message.NO_TEMPLATE,
    "fix_message": message.FILE_OUT,
    "registration": account.REGISTRATION,
    "unknown_outcome": message.UNKNOWN_OUTCOME,
    "fail": message.FAILED,
}
