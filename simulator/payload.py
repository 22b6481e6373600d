"""The JSON of a webhook post, built from events."""


def contact(person, config):
    """Return an element of `contacts` as the switches want it."""
    profile = {"name": person["name"]}
    if person["username"]:
        profile["username"] = person["username"]
    values = {"profile": profile}
    if person["number"] and not config.drop_wa_id:
        values["wa_id"] = person["number"]
    if not config.drop_user_id:
        values["user_id"] = person["bsuid"]
    return values


def build(events, numbers):
    """Return the body of one post for these events: an entry per WABA, a change per number and kind."""
    entries, times = {}, {}
    for event in events:
        changes = entries.setdefault(event["waba_id"], {})
        if event["part"] == "value":
            changes[event["id"]] = {"value": event["item"], "field": event["field"]}
            times[event["waba_id"]] = int(event["due"])
            continue
        key = (event["phone_number_id"], event["part"])
        if key not in changes:
            changes[key] = {"value": _value(numbers.get(event["phone_number_id"])), "field": "messages"}
        value = changes[key]["value"]
        if event["contact"]:
            people = value.setdefault("contacts", [])
            if event["contact"] not in people:
                people.append(event["contact"])
        value.setdefault(event["part"], []).append(event["item"])
    return {
        "object": "whatsapp_business_account",
        "entry": [
            # What is about the account itself says when.
            {"id": waba_id, **({"time": times[waba_id]} if waba_id in times else {}), "changes": list(changes.values())}
            for waba_id, changes in entries.items()
        ],
    }


def _value(number):
    return {
        "messaging_product": "whatsapp",
        "metadata": {
            "display_phone_number": "".join(filter(str.isdigit, number["display_phone_number"])),
            "phone_number_id": number["id"],
        },
    }
