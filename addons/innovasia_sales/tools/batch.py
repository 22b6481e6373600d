"""Doing something to many records, so that one that cannot be holds up no other."""

from odoo.exceptions import RedirectWarning, UserError

#: Records that are done together; more cost memory and are not faster.
CHUNK = 50
#: Up to so many are done while the user waits, the others in the background.
AT_ONCE = 50


def attempt(records, deed, chunk=CHUNK):
    """Do something to as many of these records as can be; what fails leaves no trace.

    They are done together. Where that is refused, halves are tried, down to the one that is the reason: so a few
    refusals among many records cost little, and the rest is as fast as if there were none.

    :param deed: called with some of the records; raises a UserError to refuse
    :param int chunk: how many are done together at most
    :return: {record: None, or the sentence that refuses it}
    """
    outcome = {}
    for start in range(0, len(records), chunk):
        outcome |= _attempt(records[start : start + chunk], deed)
    return outcome


def _attempt(records, deed):
    try:
        with records.env.cr.savepoint():
            deed(records)
        return dict.fromkeys(records)
    except (UserError, RedirectWarning) as error:
        if len(records) == 1:
            return {records: error.args[0]}
    half = len(records) // 2
    return _attempt(records[:half], deed) | _attempt(records[half:], deed)
