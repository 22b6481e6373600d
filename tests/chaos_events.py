"""A thousand events of made-up customers, as Meta would tell them, and the posts that carry them."""

from itertools import count

PHONE_NUMBER_ID = "100000000000801"
START = 1_767_225_600
STATES = ("sent", "delivered", "read")
CUSTOMERS = 30
MOVERS = 3  # of these customers change their number


def events(dice, number: int) -> list[dict]:
    """Return events in the order in which they happened, a second apart."""
    told, said = [], []
    clock = count(START)
    pending = [(f"wamid.out.{n}", f"key.{n}") for n in range(100)]
    for index in range(number):
        at, roll = next(clock), dice.random()
        if index in range(number // 2, number // 2 + MOVERS):
            told.append(_moved(index - number // 2, at))
        elif roll < 0.25:
            wamid, key = dice.choice(pending)
            told.append(_status(dice, wamid, key))
        elif roll < 0.4 and said:
            told.append(_reaction(dice, index, at, number, said))
        else:
            event = _spoken(dice, index, at, number, said)
            said.append((event["customer"], event["content"]["id"]))
            told.append(event)
    return [*told, *(_both(customer, next(clock)) for customer in range(MOVERS, CUSTOMERS))]


def batches(told: list[dict], size=lambda: 1) -> list[dict]:
    """Return posts that carry these events, ``size()`` of them each."""
    posts, at = [], 0
    while at < len(told):
        some = told[at : at + size()]
        posts.append(_post(some))
        at += len(some)
    return posts


def _post(some: list[dict]) -> dict:
    content = {
        "messaging_product": "whatsapp",
        "metadata": {"phone_number_id": PHONE_NUMBER_ID, "display_phone_number": "62811"},
        "contacts": [event["contact"] for event in some if event["contact"]],
        "messages": [event["content"] for event in some if event["sort"] == "message"],
        "statuses": [event["content"] for event in some if event["sort"] == "status"],
    }
    changes = [{"field": "messages", "value": content}]
    return {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": changes}]}


def _message(customer: int, index, at: int, who: dict, content: dict) -> dict:
    message = {"id": f"wamid.in.{index}", "timestamp": str(at), **content}
    contact = {"profile": {"name": f"Customer {customer}"}}
    if "wa_id" in who:
        message["from"] = contact["wa_id"] = who["wa_id"]
    if "user_id" in who:
        message["from_user_id"] = contact["user_id"] = who["user_id"]
    return {"sort": "message", "customer": customer, "contact": contact, "content": message}


def _who(dice, customer: int, index: int, number: int) -> dict:
    """How a customer is named: movers by their number of that time, others by number, by id, or by both."""
    if customer < MOVERS:
        moved = index > number // 2 + customer
        return {"wa_id": f"6282{customer:06}" if moved else f"6281{customer:06}"}
    both = {"wa_id": f"6281{customer:06}", "user_id": f"ID.customer{customer}"}
    return dice.choice([both, {"wa_id": both["wa_id"]}, {"user_id": both["user_id"]}])


def _spoken(dice, index: int, at: int, number: int, said: list) -> dict:
    customer = dice.randrange(CUSTOMERS)
    own = [wamid for speaker, wamid in said if speaker == customer]
    roll = dice.random()
    if roll < 0.1:
        content = {"type": "image", "image": {"id": f"7{index}", "mime_type": "image/jpeg", "caption": f"Foto {index}"}}
    elif roll < 0.15:
        content = {"type": "location", "location": {"latitude": -6.2, "longitude": 106.8, "name": f"Tempat {index}"}}
    else:
        content = {"type": "text", "text": {"body": f"Pesan *{index}*"}}
        if roll < 0.35 and own:
            content["context"] = {"id": dice.choice(own)}
    return _message(customer, index, at, _who(dice, customer, index, number), content)


def _reaction(dice, index: int, at: int, number: int, said: list) -> dict:
    customer, wamid = dice.choice(said)
    content = {"type": "reaction", "reaction": {"message_id": wamid, "emoji": dice.choice(["👍", "🙏", "❤️", ""])}}
    return _message(customer, index, at, _who(dice, customer, index, number), content)


def _moved(customer: int, at: int) -> dict:
    new = f"6282{customer:06}"
    system = {"type": "user_changed_number", "body": f"changed to {new}", "wa_id": new}
    return _message(customer, f"moved{customer}", at, {"wa_id": f"6281{customer:06}"}, {"type": "system", "system": system})


def _both(customer: int, at: int) -> dict:
    who = {"wa_id": f"6281{customer:06}", "user_id": f"ID.customer{customer}"}
    return _message(customer, f"both{customer}", at, who, {"type": "text", "text": {"body": "terakhir"}})


def _status(dice, wamid: str, key: str) -> dict:
    place = int(wamid.rpartition(".")[2])
    # A message either fails or arrives; each of its statuses has its own time.
    state = "failed" if place % 7 == 0 else dice.choice(STATES)
    at = START + place * 10 + (STATES.index(state) if state in STATES else 3)
    status = {"id": wamid, "status": state, "timestamp": str(at), "recipient_id": "6281200000800"}
    status["biz_opaque_callback_data"] = key
    if state == "failed":
        status["errors"] = [{"code": 131026, "title": "Message undeliverable"}]
    return {"sort": "status", "customer": None, "contact": None, "content": status}
