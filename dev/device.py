"""Point the demo's devices at the simulator, over XML-RPC, as an integrator would."""

import json
import urllib.error
import urllib.request
import xmlrpc.client
from collections import defaultdict
from datetime import datetime, timezone

from .progress import Trouble

DEVICES = ("wa_account_demo", "wa_account_demo_donation")
LOGIN = PASSWORD = "admin"
#: What the demo's conversations said: the simulator has not heard of it. Pictures and documents are not told.
DEMO_WAMID = "wamid.demo."
TOLD_KINDS = ("text", "template", "interactive")


def connect(database: str, url: str, sim_url: str) -> bool:
    """Give the demo's devices the simulator's address, subscribe their webhooks, and let the phone know what was said.

    :returns: False when the database has no demo device
    :raises Trouble: when Odoo or the simulator refuses
    """
    call = session(database, url)
    found = call("ir.model.data", "search_read", [["model", "=", "wa.account"], ["name", "in", DEVICES]], ["res_id"])
    if not found:
        return False
    call("ir.config_parameter", "set_param", "web.base.url", url)
    call("ir.config_parameter", "set_param", "web.base.url.freeze", "True")
    devices = [row["res_id"] for row in found]
    try:
        call("wa.account", "write", devices, {"api_url": sim_url})
        call("wa.account", "action_connect", devices)
    except xmlrpc.client.Fault as fault:
        raise Trouble(f"The demo device cannot be connected to the simulator: {fault.faultString.strip()}") from None
    _recall(call, sim_url)
    return True


def _recall(call, sim_url: str) -> None:
    """Have the demo's conversations on the phone as well, so that they can be answered."""
    said = call(
        "wa.message",
        "search_read",
        [["wamid", "=like", f"{DEMO_WAMID}%"], ["kind", "in", TOLD_KINDS]],
        ["account_id", "identity_id", "direction", "body", "wamid", "timestamp"],
    )
    chats = defaultdict(list)
    for row in said:
        chats[row["account_id"][0], row["identity_id"][0]].append(row)
    numbers = _read(call, "wa.account", {account for account, _identity in chats}, "phone_number_id")
    wa_ids = _read(call, "wa.identity", {identity for _account, identity in chats}, "wa_id")
    names = _read(call, "wa.identity", set(wa_ids), "profile_name")
    for (account, identity), rows in chats.items():
        _post(
            f"{sim_url}/_sim/history",
            {
                "phone_number_id": numbers[account],
                "contact": wa_ids[identity],
                "name": names[identity],
                "messages": [_message(row) for row in rows],
            },
        )


def _message(row: dict) -> dict:
    at = datetime.strptime(row["timestamp"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=timezone.utc)
    return {
        "id": row["wamid"],
        "direction": "in" if row["direction"] == "inbound" else "out",
        "body": row["body"] or "",
        "at": at.timestamp(),
    }


def _read(call, model: str, ids, field: str) -> dict:
    return {row["id"]: row[field] for row in call(model, "read", list(ids), [field])}


def _post(url: str, content: dict) -> None:
    request = urllib.request.Request(url, json.dumps(content).encode(), {"Content-Type": "application/json"})
    try:
        urllib.request.urlopen(request, timeout=60).close()
    except urllib.error.URLError as error:
        raise Trouble(f"The simulator does not take the demo's conversations: {error}") from None


def session(database: str, url: str):
    """Log in over XML-RPC as the administrator of the demo.

    :returns: a function that calls a method of a model; in a database without that user it finds nothing
    :raises Trouble: when Odoo does not answer
    """
    try:
        uid = xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/common").authenticate(database, LOGIN, PASSWORD, {})
    except xmlrpc.client.Fault as fault:
        raise Trouble(f"Odoo does not let us in: {fault.faultString.strip()}") from None
    if not uid:
        return lambda model, *rest: []
    models = xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/object", allow_none=True)
    return lambda model, method, *arguments: models.execute_kw(database, uid, PASSWORD, model, method, list(arguments))
