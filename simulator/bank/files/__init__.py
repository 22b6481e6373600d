"""A period's mutations as the files that banks let people download: one module for each kind of file."""

from . import camt, csv_files, mt940

#: {form: (ending, kind of content, writer)}; a writer is a function of (account, mutations, start, end) to bytes.
FORMS = {
    "bca": ("csv", "text/csv", csv_files.bca),
    "mandiri": ("csv", "text/csv", csv_files.mandiri),
    "bri": ("csv", "text/csv", csv_files.bri),
    "bni": ("csv", "text/csv", csv_files.bni),
    "camt053": ("xml", "application/xml", camt.write),
    "mt940": ("sta", "text/plain", mt940.write),
}


def write(form, account, mutations, start, end):
    """Return a download of these days.

    :param form: one of `FORMS`
    :param mutations: of these days, oldest first
    :param start: ISO text of the first day
    :param end: of the last one
    :return: (file name, kind of content, bytes)
    :raises ValueError: for another form, or days in the wrong order
    """
    if form not in FORMS:
        raise ValueError(f"form is one of {', '.join(FORMS)}.")
    if start > end:
        raise ValueError("The period ends before it begins.")
    ending, kind, writer = FORMS[form]
    return f"{form}_{account['number']}_{start}_{end}.{ending}", kind, writer(account, mutations, start, end)
