"""The phone number node: its data, its webhook override, its profile, its registration."""

from .errors import GraphError, parameter_required

DEFAULT_FIELDS = [
    "verified_name",
    "code_verification_status",
    "display_phone_number",
    "quality_rating",
    "platform_type",
    "throughput",
    "id",
]
PUBLIC = {
    *DEFAULT_FIELDS,
    "messaging_limit_tier",
    "name_status",
    "account_mode",
    "status",
    "is_official_business_account",
}


def present(number, waba, fields):
    """Return the asked fields of a number; raise Graph's error for one that does not exist."""
    values = {}
    for name in [*fields, "id"]:
        if name in PUBLIC:
            values[name] = number[name]
        elif name == "webhook_configuration":
            values[name] = _webhook_configuration(number, waba)
        elif name == "whatsapp_business_manager_messaging_limit":
            values[name] = number["messaging_limit_tier"]
        elif name == "is_pin_enabled":
            values[name] = False
        else:
            raise GraphError(
                100, message=f"(#100) Tried accessing nonexisting field ({name}) on node type (WhatsAppBusinessPhoneNumber)"
            )
    return values


def _webhook_configuration(number, waba):
    values = {}
    if number["override"]:
        values["phone_number"] = number["override"]["url"]
    if waba["override"]:
        values["whatsapp_business_account"] = waba["override"]["url"]
    return values


async def read(call):
    """GET /{phone_number_id}"""
    waba = call.sim.store.wabas.get(call.object["waba_id"])
    return present(call.object, waba, call.fields(DEFAULT_FIELDS))


async def write(call):
    """POST /{phone_number_id}: the webhook override, after the handshake."""
    configuration = call.body.get("webhook_configuration")
    if not isinstance(configuration, dict):
        raise parameter_required("webhook_configuration")
    call.object["override"] = await verified_override(call.sim, configuration)
    call.sim.store.numbers.put(call.object)
    return {"success": True}


async def verified_override(sim, values):
    """Return the override that the values ask for, after the handshake; None when they take it away."""
    url = values.get("override_callback_uri")
    if not url:
        return None
    if not values.get("verify_token"):
        raise parameter_required("verify_token")
    await sim.subscriptions.verify(url, values["verify_token"])
    return {"url": url, "verify_token": values["verify_token"]}


async def read_profile(call):
    """GET /{phone_number_id}/whatsapp_business_profile"""
    profile = call.object["profile"]
    return {"data": [{name: profile[name] for name in [*call.fields(list(profile)), "messaging_product"] if name in profile}]}


async def write_profile(call):
    """POST /{phone_number_id}/whatsapp_business_profile"""
    require_product(call)
    allowed = ("about", "address", "description", "email", "vertical", "websites")
    call.object["profile"].update({name: call.body[name] for name in allowed if name in call.body})
    call.sim.store.numbers.put(call.object)
    return {"success": True}


async def register(call):
    """POST /{phone_number_id}/register"""
    require_product(call)
    pin = str(call.body.get("pin", ""))
    if len(pin) != 6 or not pin.isdigit():
        raise GraphError(100, "pin must have six digits")
    call.object["status"] = "CONNECTED"
    call.sim.store.numbers.put(call.object)
    return {"success": True}


async def deregister(call):
    """POST /{phone_number_id}/deregister: messages then fail with 133010."""
    call.object["status"] = "DISCONNECTED"
    call.sim.store.numbers.put(call.object)
    return {"success": True}


def require_product(call):
    """Raise Graph's error unless `messaging_product` is whatsapp."""
    values = call.form if call.form is not None else call.body
    if not values.get("messaging_product"):
        raise parameter_required("messaging_product")
    if values["messaging_product"] != "whatsapp":
        raise GraphError(100, message="(#100) Param messaging_product must be one of {WHATSAPP}")
