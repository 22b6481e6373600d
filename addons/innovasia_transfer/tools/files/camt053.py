"""ISO 20022 statements (camt.053, and the reports camt.052 of the same day), in any version."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from lxml import etree

from ..mutation_row import MAX_AMOUNT, Row
from . import account, numbers
from .reading import MAX_ROWS, FileError, Problem, Reading

_PARTIES = {"credit": ("Dbtr", "DbtrAcct"), "debit": ("Cdtr", "CdtrAcct")}


def is_camt(content: bytes) -> bool:
    """Tell by the first bytes whether it is such a statement."""
    start = content[:4096].replace(b"\0", b"")
    return b"BkToCstmr" in start or (b"<" in start[:200] and b"camt.05" in start)


def read_camt(content: bytes, zone: str, today: date) -> Reading:
    """Read the entries of all statements in the file.

    :param zone: where the bank is, for times without a zone
    :param today: the day on which an entry stands that the bank has not dated yet
    :raises FileError: when it is broken, or declares entities
    """
    # Nothing is expanded and nothing fetched, whatever the file declares.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise FileError("unreadable", str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise FileError("unreadable", "DOCTYPE")
    reading = Reading(form="camt")
    for statement in _all(root, "Stmt", "Rpt", "Ntfctn"):
        number = account.digits(_text(statement, "Acct/Id/IBAN") or _text(statement, "Acct/Id/Othr/Id"))
        if number:
            reading.accounts.add(number)
        for entry in _all(statement, "Ntry"):
            if len(reading.rows) >= MAX_ROWS:
                raise FileError("rows", f"{MAX_ROWS:,}".replace(",", "."))
            _read_entry(reading, entry, ZoneInfo(zone), today)
    if root.find(".//{*}Stmt") is None and not reading.rows and not reading.problems:
        raise FileError("mutations")
    return reading


def _read_entry(reading: Reading, entry, zone: ZoneInfo, today: date) -> None:
    line, status = entry.sourceline or 0, _text(entry, "Sts/Cd") or _text(entry, "Sts")
    written = _text(entry, "Amt")
    cells = tuple(filter(None, (_text(entry, "BookgDt"), _text(entry, "CdtDbtInd"), written, _text(entry, "AddtlNtryInf"))))

    def problem(code, detail=""):
        reading.problems.append(Problem(line, code, detail, cells))

    if status == "INFO":
        reading.notes.append((line, " ".join(cells)))
        return
    currency = entry.find("{*}Amt").get("Ccy", "") if entry.find("{*}Amt") is not None else ""
    if currency and currency != "IDR":
        return problem("currency", currency)
    try:
        amount, is_rounded = numbers.whole(abs(Decimal(written)))
    except (InvalidOperation, ValueError):
        return problem("amount", written)
    if not 0 < amount <= MAX_AMOUNT:
        return problem("amount" if amount else "zero", written)
    direction = {"CRDT": "credit", "DBIT": "debit"}.get(_text(entry, "CdtDbtInd"))
    if not direction:
        return problem("kind", _text(entry, "CdtDbtInd"))
    # The indicator already tells where the money went: a taken back credit comes as DBIT with RvslInd.
    moment = _moment(_text(entry, "BookgDt/DtTm") or _text(entry, "BookgDt/Dt"), zone)
    is_pending = status == "PDNG"
    if not moment and not is_pending:
        return problem("date", _text(entry, "BookgDt"))
    if is_rounded:
        reading.warnings.append(Problem(line, "sen", written, cells))
    day, booked_at = moment or (today, None)
    name, number = _PARTIES[direction]
    reading.add(
        line,
        Row(
            date=day,
            kind=direction,
            amount=amount,
            description=_description(entry),
            booked_at=booked_at,
            reference=None if is_pending else _text(entry, "AcctSvcrRef") or None,
            is_pending=is_pending,
            sender_name=_first(entry, f"{name}/Nm", f"{name}/Pty/Nm"),
            sender_account=_first(entry, f"{number}/Id/IBAN", f"{number}/Id/Othr/Id"),
        ),
    )


def _description(entry) -> str:
    parts = [" ".join((element.text or "").split()) for element in _all(entry, "Ustrd", "AddtlNtryInf", "AddtlTxInf")]
    reference = _first(entry, "Refs/EndToEndId")
    reversal = ["REVERSAL"] if _text(entry, "RvslInd").lower() in ("true", "1") else []
    named = [] if reference in ("", "NOTPROVIDED") else [reference]
    return " ".join(dict.fromkeys(filter(None, [*reversal, *parts, *named])))


def _moment(text: str, zone: ZoneInfo) -> tuple[date, datetime | None] | None:
    """:return: the day at the bank and, where it is told, the time in UTC"""
    try:
        if "T" not in text:
            return date.fromisoformat(text[:10]), None
        # Python 3.10 knows neither Z nor fractions of another length than 3 or 6.
        told = datetime.fromisoformat(re.sub(r"\.\d+", "", text).replace("Z", "+00:00"))
    except ValueError:
        return None
    local = told.replace(tzinfo=zone) if told.tzinfo is None else told.astimezone(zone)
    return local.date(), local.astimezone(timezone.utc).replace(tzinfo=None)


def _all(element, *names):
    return element.iter(*(f"{{*}}{name}" for name in names))


def _text(element, path: str) -> str:
    found = element.find("/".join(f"{{*}}{name}" for name in path.split("/")))
    return "".join(found.itertext()).strip() if found is not None else ""


def _first(entry, *paths: str) -> str:
    """The first text in any of the entry's details."""
    for path in paths:
        found = entry.find(".//" + "/".join(f"{{*}}{name}" for name in path.split("/")))
        if found is not None and (found.text or "").strip():
            return " ".join(found.text.split())
    return ""
