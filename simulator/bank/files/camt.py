"""camt.053, the bank-to-customer statement of ISO 20022."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from .balance import opening

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"
SIGN = {"credit": "CRDT", "debit": "DBIT"}


def _add(parent, path, text=None, **attributes):
    """Append the elements of a path below each other and return the last one."""
    for name in path.split("/"):
        parent = SubElement(parent, name)
    parent.text = None if text is None else str(text)
    parent.attrib.update(attributes)
    return parent


def write(account, mutations, start, end):
    """Return the statement of these days, as UTF-8; what is pending stands in it with the status PDNG."""
    root = Element("Document", xmlns=NAMESPACE)
    body = _add(root, "BkToCstmrStmt")
    header = _add(body, "GrpHdr")
    _add(header, "MsgId", f"{account['number']}{end.replace('-', '')}")
    _add(header, "CreDtTm", f"{end}T23:59:59+07:00")
    statement = _add(body, "Stmt")
    _add(statement, "Id", f"{account['number']}-{end}")
    _add(statement, "CreDtTm", f"{end}T23:59:59+07:00")
    period = _add(statement, "FrToDt")
    _add(period, "FrDtTm", f"{start}T00:00:00+07:00")
    _add(period, "ToDtTm", f"{end}T23:59:59+07:00")
    holder = _add(statement, "Acct")
    _add(holder, "Id/Othr/Id", account["number"])
    _add(holder, "Ccy", "IDR")
    _add(holder, "Ownr/Nm", account["holder"])
    dated = [each for each in mutations if not each["pending"]]
    closing = dated[-1]["balance"] if dated else account["balance"]
    for code, amount, day in (("OPBD", opening(account, mutations), start), ("CLBD", closing, end)):
        balance = _add(statement, "Bal")
        _add(balance, "Tp/CdOrPrtry/Cd", code)
        _add(balance, "Amt", f"{abs(amount)}.00", Ccy="IDR")
        _add(balance, "CdtDbtInd", SIGN["credit" if amount >= 0 else "debit"])
        _add(balance, "Dt/Dt", day)
    for each in mutations:
        _entry(statement, each)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(statement, mutation):
    # The bank's own reference; the services have others.
    reference = f"FT{mutation['id'][:8].upper()}"
    entry = _add(statement, "Ntry")
    _add(entry, "Amt", f"{mutation['amount']}.00", Ccy="IDR")
    _add(entry, "CdtDbtInd", SIGN[mutation["kind"]])
    if mutation["reverses"]:
        _add(entry, "RvslInd", "true")
    _add(entry, "Sts", "PDNG" if mutation["pending"] else "BOOK")
    if not mutation["pending"]:
        _add(entry, "BookgDt/DtTm", f"{mutation['date']}T{mutation['time']}+07:00")
        _add(entry, "ValDt/Dt", mutation["date"])
    _add(entry, "AcctSvcrRef", reference)
    _add(entry, "BkTxCd/Prtry/Cd", "NTRF")
    details = _add(entry, "NtryDtls/TxDtls")
    _add(details, "Refs/AcctSvcrRef", reference)
    if mutation["sender"]:
        _add(details, f"RltdPties/{'Dbtr' if mutation['kind'] == 'credit' else 'Cdtr'}/Nm", mutation["sender"])
    _add(details, "RmtInf/Ustrd", mutation["description"])
