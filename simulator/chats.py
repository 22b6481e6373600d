"""Chats between a contact and a business number: messages, windows, what is open on the phone."""

from .ids import wamid

FREE_ENTRY_SECONDS = 72 * 3600
AD_ANSWER_SECONDS = 24 * 3600


class Chats:
    """Messages of both directions, by chat; the phone shows exactly these."""

    def __init__(self, sim):
        self.sim = sim
        self.docs = sim.store.chats
        self.messages = sim.store.messages
        self._of_chat = {}
        for message in self.messages:
            self._of_chat.setdefault(message["chat"], []).append(message["id"])
        self.messages.on_evict = lambda message: self._of_chat[message["chat"]].remove(message["id"])
        self._open = {}

    def chat(self, phone_number_id, contact):
        """Return the chat, made if it is new."""
        chat_id = f"{phone_number_id}:{contact['id']}"
        return self.docs.get(chat_id) or self.docs.put(
            {
                "id": chat_id,
                "phone_number_id": phone_number_id,
                "contact": contact["id"],
                "last_inbound_at": None,
                "ad_at": None,
                "free_entry_until": None,
                "typing_until": None,
            }
        )

    def list(self, chat_id):
        """Return the messages of a chat, oldest first."""
        return [self.messages.get(message_id) for message_id in self._of_chat.get(chat_id, ())]

    def add(self, chat, contact, direction, kind, content, message_id=None, **values):
        """Keep a new message and show it on the phone."""
        message = {
            "id": message_id or wamid(contact["number"], direction == "out"),
            "chat": chat["id"],
            "phone_number_id": chat["phone_number_id"],
            "contact": contact["id"],
            "direction": direction,
            "kind": kind,
            "content": content,
            "at": self.sim.clock.now(),
            "status": "accepted" if direction == "out" else "sent",
            "reactions": {},
            **values,
        }
        if message["id"] not in self.messages:
            self._of_chat.setdefault(chat["id"], []).append(message["id"])
        self.save(message)
        return message

    def save(self, message):
        """Store a changed message and tell the pages."""
        self.messages.put(message)
        self.sim.live.publish("message", self.sim.media.with_files(message))

    @staticmethod
    def on_phone(message):
        """Return whether the customer sees this message: what failed or is still on its way is not on the phone."""
        if message["kind"] == "reaction":
            return False
        return message["direction"] == "in" or message["status"] in ("delivered", "read")

    def react(self, target_id, direction, emoji):
        """Put a reaction on the message it belongs to; an empty one takes it away."""
        target = self.messages.get(target_id)
        if not target:
            return
        if emoji:
            target["reactions"][direction] = emoji
        else:
            target["reactions"].pop(direction, None)
        self.save(target)

    def customer_wrote(self, chat, referral):
        """Open the customer service window, and remember an ad."""
        chat["last_inbound_at"] = self.sim.clock.now()
        if referral:
            chat["ad_at"] = chat["last_inbound_at"]
        self.docs.put(chat)

    def business_wrote(self, chat):
        """Open the free entry point when an ad is answered within a day; stop the typing indicator."""
        now = self.sim.clock.now()
        chat["typing_until"] = None
        if chat["ad_at"] and now - chat["ad_at"] < AD_ANSWER_SECONDS:
            chat["free_entry_until"] = now + FREE_ENTRY_SECONDS
            chat["ad_at"] = None
        self.docs.put(chat)

    def window_open(self, chat):
        """Return whether free-form messages may be sent."""
        now = self.sim.clock.now()
        inbound = chat["last_inbound_at"]
        if inbound is not None and now - inbound < self.sim.config.window_hours * 3600:
            return True
        return self.free_entry_open(chat)

    def free_entry_open(self, chat):
        """Return whether the 72 h after an answered ad are running."""
        return (chat["free_entry_until"] or 0) > self.sim.clock.now()

    def business_read(self, message, typing):
        """Mark the customer's message, and all before it, as read by the business."""
        chat = self.docs.get(message["chat"])
        for earlier in self.list(chat["id"]):
            if earlier["direction"] == "in" and earlier["status"] != "read":
                earlier["status"] = "read"
                self.save(earlier)
            if earlier["id"] == message["id"]:
                break
        if typing:
            chat["typing_until"] = self.sim.clock.now() + 25
            self.docs.put(chat)
            self.sim.live.publish("typing", {"chat": chat["id"], "until": chat["typing_until"]})

    def set_open(self, chat_id, visible, session=None):
        """Remember whether a phone shows this chat; what the business sent is then read."""
        if visible:
            self._open.setdefault(chat_id, set()).add(session)
            self.sim.statuses.read_chat(chat_id)
        else:
            self._open.get(chat_id, set()).discard(session)

    def close_session(self, session):
        """A page went away: it looks at no chat any more."""
        for sessions in self._open.values():
            sessions.discard(session)

    def is_open(self, chat_id):
        """Return whether a phone shows this chat now."""
        return bool(self._open.get(chat_id))

    def clear(self):
        """Forget all chats and messages."""
        self.docs.clear()
        self.messages.clear()
        self._of_chat.clear()
        self._open.clear()
