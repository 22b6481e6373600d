from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: What people read for the reasons of tools/providers/reading.py.
REASONS = {
    "no_json": _lt("This is not JSON."),
    "too_deep": _lt("This is nested deeper than anything the service sends."),
    "no_list": _lt("There is no list of mutations in it."),
    "no_account": _lt("It does not say which account it is about."),
    "no_answer": _lt("The service answered something that is not of its form."),
    "no_row": _lt("This is no mutation."),
    "no_kind": _lt("It does not say whether money came or went."),
    "no_amount": _lt("The amount is missing, or is no amount."),
    "no_date": _lt("The date is missing, or is no date."),
    "far_date": _lt("No bank can have booked it on this day: it is still to come, or more than ten years ago."),
    "refused": _lt("The service refused."),
    "denied": _lt("The service refuses the API token. Copy it again from the service's settings."),
    "no_such_account": _lt("The service does not know this account. Compare “Account at the service”."),
    "too_often": _lt("The service says that it was asked too often."),
    "status": _lt("The service answered with an error."),
    "too_much": _lt("The service has more than can be read at once. Import the bank's file for the days that are missing."),
    "not_reached": _lt("The service could not be reached."),
    "no_token": _lt("There is no API token: mutations come only when the service posts them."),
    "no_account_ref": _lt("“Account at the service” is missing: the service must be told which account to look at."),
    "silent": _lt("The service was not asked, or did not answer, for longer than two intervals."),
}


def sentence(env, reason, detail=""):
    """:return: the reason of a NotUnderstood in the language of ``env``, and what it was about"""
    text = env._(REASONS[reason])
    return f"{text} ({detail})" if detail else text
