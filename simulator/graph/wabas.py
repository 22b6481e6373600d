"""The WhatsApp Business Account node: its numbers and its webhook subscription."""

from .paging import page
from .phone_numbers import DEFAULT_FIELDS, present, verified_override

APP = {
    "id": "400000000000001",
    "name": "Innovasia simulator app",
    "link": "https://www.facebook.com/games/?app_id=400000000000001",
}


async def read(call):
    """GET /{waba_id}"""
    waba = {name: call.object[name] for name in ("id", "name", "currency", "timezone_id")}
    return {name: waba[name] for name in [*call.fields(list(waba)), "id"] if name in waba}


async def phone_numbers(call):
    """GET /{waba_id}/phone_numbers"""
    fields = call.fields(DEFAULT_FIELDS)
    numbers = [number for number in call.sim.store.numbers if number["waba_id"] == call.object["id"]]
    return page(call, [present(number, call.object, fields) for number in numbers])


async def subscriptions(call):
    """GET /{waba_id}/subscribed_apps"""
    if not call.object["subscribed"]:
        return {"data": []}
    app = {"whatsapp_business_api_data": APP}
    if call.object["override"]:
        app["override_callback_uri"] = call.object["override"]["url"]
    return {"data": [app]}


async def subscribe(call):
    """POST /{waba_id}/subscribed_apps"""
    call.object["override"] = await verified_override(call.sim, call.body)
    call.object["subscribed"] = True
    call.sim.store.wabas.put(call.object)
    return {"success": True}


async def unsubscribe(call):
    """DELETE /{waba_id}/subscribed_apps"""
    call.object["subscribed"] = False
    call.object["override"] = None
    call.sim.store.wabas.put(call.object)
    return {"success": True}
