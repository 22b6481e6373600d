"""What an account held before a period."""


def opening(account, mutations):
    """Return the balance before the first of these mutations."""
    first = next((each for each in mutations if not each["pending"]), None)
    if not first:
        return account["balance"]
    return first["balance"] + (-first["amount"] if first["kind"] == "credit" else first["amount"])
