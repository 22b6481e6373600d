"""MT940, the customer statement of SWIFT, with the descriptions in plain lines."""

from .balance import opening

#: SWIFT's alphabet has no others.
ALLOWED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ ")
WIDTH = 65


def _day(iso):
    return iso.replace("-", "")[2:]


def _plain(text):
    text = "".join(letter if letter in ALLOWED else " " for letter in text)
    lines = [text[place : place + WIDTH].strip() for place in range(0, len(text), WIDTH)][:6]
    # A line that begins with a colon or a dash would begin a field, or end the message.
    return "\r\n".join(line.lstrip(":-") for line in lines)


def write(account, mutations, start, end):
    """Return the statement of these days; pending rows are not in it."""

    def balance(tag, amount, day):
        return f":{tag}:{'C' if amount >= 0 else 'D'}{_day(day)}IDR{abs(amount)},00"

    dated = [each for each in mutations if not each["pending"]]
    closing = dated[-1]["balance"] if dated else account["balance"]
    lines = [
        ":20:STATEMENT",
        f":25:{account['number']}",
        ":28C:1/1",
        balance("60F", opening(account, mutations), start),
    ]
    for each in dated:
        sign = ("R" if each["reverses"] else "") + ("C" if (each["kind"] == "credit") != bool(each["reverses"]) else "D")
        day = _day(each["date"])
        lines.append(f":61:{day}{day[2:]}{sign}{each['amount']},00NTRF{each['id'][:8].upper()}")
        lines.append(f":86:{_plain(each['description'])}")
    lines += [balance("62F", closing, end), "-", ""]
    return "\r\n".join(lines).encode()
