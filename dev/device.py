"""Point the demo device at the simulator, over XML-RPC, as an integrator would."""

import xmlrpc.client

from .progress import Trouble

DEVICE = ("innovasia_whatsapp", "wa_account_demo")
LOGIN = PASSWORD = "admin"


def connect(database: str, url: str, sim_url: str) -> bool:
    """Give the demo device the simulator's address and subscribe its webhook.

    :returns: False when the database has no demo device
    :raises Trouble: when Odoo or the simulator refuses
    """
    call = _session(database, url)
    found = call("ir.model.data", "search_read", [["module", "=", DEVICE[0]], ["name", "=", DEVICE[1]]], ["res_id"])
    if not found:
        return False
    call("ir.config_parameter", "set_param", "web.base.url", url)
    call("ir.config_parameter", "set_param", "web.base.url.freeze", "True")
    device = [found[0]["res_id"]]
    try:
        call("wa.account", "write", device, {"api_url": sim_url})
        call("wa.account", "action_connect", device)
    except xmlrpc.client.Fault as fault:
        raise Trouble(f"The demo device cannot be connected to the simulator: {fault.faultString.strip()}") from None
    return True


def _session(database: str, url: str):
    try:
        uid = xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/common").authenticate(database, LOGIN, PASSWORD, {})
    except xmlrpc.client.Fault as fault:
        raise Trouble(f"Odoo does not let us in: {fault.faultString.strip()}") from None
    if not uid:
        return lambda model, *rest: []
    models = xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/object", allow_none=True)
    return lambda model, method, *arguments: models.execute_kw(database, uid, PASSWORD, model, method, list(arguments))
