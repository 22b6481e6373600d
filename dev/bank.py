"""Connect the accounts that take transfers to the simulator's bank, over XML-RPC, as an integrator would."""

import json
import urllib.error
import urllib.request
import xmlrpc.client

from .device import session
from .progress import Trouble

BANKS = ("mandiri", "bca", "bri", "bni")


def connect(database: str, url: str, sim_url: str) -> int:
    """Give each account with unique codes a feed from the simulator's bank, which posts to it and can be asked.

    :returns: how many accounts were connected
    :raises Trouble: when Odoo or the simulator refuses
    """
    call = session(database, url)
    if not call("ir.model", "search_count", [["model", "=", "bank.feed"]]):
        return 0
    journals = call("account.journal", "search_read", [["transfer_open", "=", True]], ["name", "bank_account_id"])
    try:
        for journal in journals:
            _connect(call, journal, sim_url)
    except xmlrpc.client.Fault as fault:
        raise Trouble(f"The account cannot be connected to the simulator's bank: {fault.faultString.strip()}") from None
    return len(journals)


def _connect(call, journal: dict, sim_url: str) -> None:
    account = _account(call, journal, sim_url)
    values = {
        "provider": account["form"],
        "account_ref": account["moota_id"] if account["form"] == "moota" else str(account["mutasibank_id"]),
        "secret": account["secret"],
        "api_token": account["token"],
        "api_url": f"{sim_url}/bank-api/{account['form']}",
    }
    found = call("bank.feed", "search", [["journal_id", "=", journal["id"]]])
    if found:
        call("bank.feed", "write", found, values)
    else:
        found = [call("bank.feed", "create", {"name": journal["name"], "journal_id": journal["id"], **values})]
    [feed] = call("bank.feed", "read", found[:1], ["webhook_url"])
    _ask(f"{sim_url}/_sim/bank/accounts/{account['id']}", {"push": True, "push_url": feed["webhook_url"]}, "PATCH")


def _account(call, journal: dict, sim_url: str) -> dict:
    """:returns: the simulator's account of the same number, opened where there is none, with what Odoo knows it holds"""
    [own] = call("res.partner.bank", "read", [journal["bank_account_id"][0]], ["acc_number", "acc_holder_name", "bank_id"])
    number = "".join(filter(str.isdigit, own["acc_number"]))
    bank = (own["bank_id"] or (0, ""))[1].lower()
    values = {
        "number": number,
        "holder": own["acc_holder_name"] or journal["name"],
        "bank": next((name for name in BANKS if name in bank), BANKS[0]),
    }
    accounts = _ask(f"{sim_url}/_sim/bank")["accounts"]
    account = next((each for each in accounts if each["number"] == number), None)
    if not account:
        return _ask(f"{sim_url}/_sim/bank/accounts", values)
    last = call(
        "bank.mutation",
        "search_read",
        [["journal_id", "=", journal["id"]], ["has_balance", "=", True]],
        ["balance"],
        0,
        1,
        "date desc, id desc",
    )
    if last and not _ask(f"{sim_url}/_sim/bank/accounts/{account['id']}/mutations?limit=1"):
        values["opening"] = round(last[0]["balance"])
    return _ask(f"{sim_url}/_sim/bank/accounts/{account['id']}", values, "PATCH")


def _ask(url: str, content: dict | None = None, method: str | None = None):
    """:returns: the simulator's answer; what has content is posted"""
    body = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except urllib.error.URLError as error:
        raise Trouble(f"The simulator's bank does not answer: {error}") from None
