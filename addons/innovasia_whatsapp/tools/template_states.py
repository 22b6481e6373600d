"""What Meta decides about templates: its words, and what they mean for who wrote one."""

from __future__ import annotations

from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

#: Meta's status of a listed template -> ours; what is not here is being deleted.
STATUSES = {
    "APPROVED": "approved",
    "PENDING": "pending",
    "IN_APPEAL": "pending",
    "REJECTED": "rejected",
    "PAUSED": "paused",
    "DISABLED": "disabled",
    "LIMIT_EXCEEDED": "disabled",
    "LOCKED": "disabled",
    "ARCHIVED": "disabled",
}
#: Events of ``message_template_status_update`` that are no status by themselves; FLAGGED only warns.
EVENTS = {**STATUSES, "REINSTATED": "approved", "UNPAUSED": "approved", "UNARCHIVED": "approved"}
GONE = ("DELETED", "PENDING_DELETION")

#: What a status means, and what happens next.
MEANINGS = {
    "draft": _lt("Nobody but you has seen this template yet. Submit it to Meta to have it reviewed."),
    "pending": _lt(
        "Meta is looking at it. That usually takes some minutes, at most a day; you are told here when it is decided."
    ),
    "approved": _lt("Meta has approved it: it can be sent at any time, also when the 24-hour window is closed."),
    "rejected": _lt("Meta has refused it. Change what Meta names, and submit it again."),
    "paused": _lt(
        "Meta has paused it because customers blocked or reported it. It comes back by itself after some hours; "
        "after the third time Meta switches it off for good. Until then nothing is sent with it: write it less often, "
        "to fewer people, or change the text."
    ),
    "disabled": _lt("Meta has switched it off for good. Write a new template under another name."),
}
#: What Meta's short reasons for refusing mean, and what to do.
REFUSALS = {
    "ABUSIVE_CONTENT": _lt("The text threatens, insults or asks for things that Meta forbids. Write it in a friendly way."),
    "INVALID_FORMAT": _lt(
        "Something is wrong with the form: a variable without example, at the beginning or end or beside another one, "
        "a link that does not work, or mistakes in spelling. Correct it."
    ),
    "PROMOTIONAL": _lt("The text advertises, but the category is not Marketing. Choose Marketing, or leave the offer out."),
    "TAG_CONTENT_MISMATCH": _lt("Text and category do not fit: choose the category that the text belongs to."),
    "INCORRECT_CATEGORY": _lt("Text and category do not fit: choose the category that the text belongs to."),
    "SCAM": _lt("Meta takes the text for a fraud. Say who you are, and do not ask for passwords, codes or card numbers."),
    "NON_TRANSIENT_ERROR": _lt("Meta could not review it. Submit it once more."),
}


def refusal(reason: str | None) -> object | None:
    """Return what Meta's reason means, lazily translated; None for Meta's own sentences."""
    return REFUSALS.get((reason or "").strip().upper())
