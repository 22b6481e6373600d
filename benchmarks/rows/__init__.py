"""One module for each subject; each has ``measure(source, quick)`` and returns its rows.

``source`` is the name of the prepared database, ``quick`` measures little: enough to see that it runs.
"""

SUBJECTS = (
    "webhook", "inbound", "statuses", "agents", "stored", "memory", "inbox", "routing", "sales", "words", "transfers",
    "transfer_files", "transfer_matching",
)  # fmt: skip
