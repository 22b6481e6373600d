"""What a person reads of a file that cannot be read, or of a line in it; the codes are of ``tools/files``."""

from odoo.tools import LazyTranslate

from ...tools.files import MAX_BYTES, MAX_ROWS

_lt = LazyTranslate(__name__)

#: {FileError.problem: sentence}; ``%(detail)s`` is what is meant.
FILES = {
    "empty": _lt("The file is empty."),
    "big": _lt("The file is too large: at most %(megabytes)s MB, and what is packed in it must not be much larger."),
    "rows": _lt("The file has more than %(rows)s lines. Take a shorter period."),
    "old_excel": _lt(
        "This is a file of an old Excel, or one with a password. Open it and save it as .xlsx without a "
        "password, then choose that."
    ),
    "pdf": _lt("This is a PDF: it cannot be read reliably. Download the mutations as CSV, Excel, camt.053 or MT940 instead."),
    "unreadable": _lt("The file cannot be read: it is broken, or no CSV, Excel, camt.053 or MT940 file."),
    "headings": _lt("No line has the headings of this mapping. Headings found: %(detail)s."),
    "columns": _lt("The mapping does not say yet which column this is: %(detail)s."),
    "currency": _lt("This account is kept in %(detail)s; only rupiah can be imported."),
    "mutations": _lt("There is no mutation in this file."),
}
#: {Problem.code: sentence}
LINES = {
    "date": _lt("“%(detail)s” is no date of this form."),
    "far": _lt("%(detail)s cannot be meant: this day is still to come, or more than ten years ago."),
    "amount": _lt("“%(detail)s” is no amount of this form."),
    "zero": _lt("There is no amount."),
    "both": _lt("There is an amount in as well as out."),
    "kind": _lt("“%(detail)s” tells neither in nor out."),
    "currency": _lt("The amount is in %(detail)s; only rupiah can be imported."),
    "line": _lt("“%(detail)s” is no transaction of MT940."),
    "sen": _lt("%(detail)s is rounded to whole rupiah."),
    "balance": _lt("The balance “%(detail)s” cannot be read; the mutation can."),
    "gap": _lt("The balance does not follow from the line before: mutations may be missing between them."),
}


def explain_file(env, error):
    """:return: a FileError in the user's language"""
    # pylint: disable=translation-not-lazy
    return env._(FILES[error.problem]) % {
        "detail": error.detail or "-",
        "megabytes": MAX_BYTES // 2**20,
        "rows": f"{MAX_ROWS:,}".replace(",", "."),
    }


def explain_line(env, problem):
    """:return: a Problem in the user's language"""
    # pylint: disable=translation-not-lazy
    return env._(LINES[problem.code]) % {"detail": problem.detail}
