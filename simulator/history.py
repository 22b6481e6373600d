"""Chats that took place before this simulator: they appear on the phone, and nothing is posted about them."""

from .inbound import find_or_create


def recall(sim, values):
    """Put a chat on the phone as `POST /_sim/history` describes; return how many messages were new.

    ValueError says what is wrong.
    """
    number = sim.store.numbers.get(values.get("phone_number_id") or next(iter(sim.store.numbers))["id"])
    if not number:
        raise ValueError("There is no such business number.")
    messages = sorted(_checked(values.get("messages", [])), key=lambda message: message["at"])
    contact = find_or_create(sim, values)
    chat = sim.chats.chat(number["id"], contact)
    new = [message for message in messages if message["id"] not in sim.store.messages]
    for message in new:
        sim.chats.add(
            chat,
            contact,
            message["direction"],
            "text",
            {"body": message["body"]},
            message_id=message["id"],
            at=message["at"],
            status="read",
            recipient_number=contact["number"],
            context=None,
        )
    heard = [message["at"] for message in messages if message["direction"] == "in"]
    if heard:
        chat["last_inbound_at"] = max(heard[-1], chat["last_inbound_at"] or 0)
        sim.store.chats.put(chat)
    return len(new)


def _checked(messages):
    if not isinstance(messages, list):
        raise ValueError("messages is a list.")
    for message in messages:
        if not isinstance(message, dict) or not all(isinstance(message.get(name), str) for name in ("id", "body")):
            raise ValueError("A message has id and body.")
        if message.get("direction") not in ("in", "out"):
            raise ValueError("The direction of a message is in or out.")
        if isinstance(message.get("at"), bool) or not isinstance(message.get("at"), int | float):
            raise ValueError("at is a time in seconds.")
    return messages
