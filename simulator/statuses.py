"""What becomes of a message the business sent: accepted, sent, delivered, read or failed, and the webhooks about it."""

from .graph.errors import status_error


class Statuses:
    """Moves messages forward by the simulated clock."""

    def __init__(self, sim):
        self.sim = sim

    def start(self, message):
        """Plan the first step of an accepted message."""
        self._plan(message)

    def resume(self):
        """After a restart: go on with messages whose statuses had not all been sent."""
        for message in self.sim.store.messages:
            if message["direction"] == "out" and message["status"] in ("accepted", "sent"):
                self._plan(message)

    def read_chat(self, chat_id):
        """The customer looks: everything delivered becomes read."""
        for message in self.sim.chats.list(chat_id):
            if message["direction"] == "out" and message["status"] == "delivered":
                self._reach(message, "read")

    def phone_online(self, contact):
        """The phone came back: what had only been sent is delivered."""
        for message in self.sim.store.messages:
            if message["contact"] == contact["id"] and message["direction"] == "out" and message["status"] == "sent":
                self._plan(message)

    def force(self, message, status, code=None, details=None, timestamp=None):
        """Send a status webhook whatever came before; the message keeps the status that was forced."""
        errors = [status_error(code or 131000, details)] if status == "failed" else None
        message["status"] = status
        message["errors"] = errors
        self.sim.chats.save(message)
        self._tell(message, status, errors, timestamp)

    def _plan(self, message):
        due = self.sim.clock.now() + self.sim.config.status_delay
        self.sim.scheduler.at(due, "status", self._step, message["id"])

    def _step(self, message_id):
        message = self.sim.store.messages.get(message_id)
        if not message or message["status"] not in ("accepted", "sent"):
            return
        if message.get("fail_code"):
            self._fail(message)
        elif message["status"] == "accepted":
            self._reach(message, "sent")
            self._plan(message)
        elif message["status"] == "sent":
            self._deliver(message)

    def _deliver(self, message):
        contact = self.sim.store.contacts.get(message["contact"])
        if not contact or not contact["online"] or contact["blocked"]:
            return
        seen = self.sim.config.auto_read or self.sim.chats.is_open(message["chat"])
        if not (seen and self.sim.config.skip_delivered):
            self._reach(message, "delivered")
        if seen:
            self._reach(message, "read")

    def _fail(self, message):
        message["errors"] = [status_error(message["fail_code"], message.get("fail_details"))]
        self._reach(message, "failed")

    def _reach(self, message, status):
        message["status"] = status
        self.sim.chats.save(message)
        if self.sim.config.send_statuses:
            self._tell(message, status, message.get("errors"))

    def _tell(self, message, status, errors, timestamp=None):
        contact = self.sim.store.contacts.get(message["contact"]) or {"number": message["recipient_number"]}
        item = {
            "id": message["id"],
            "status": status,
            "timestamp": str(int(timestamp or self.sim.clock.now())),
            **self._recipient(contact),
        }
        if status == "failed":
            item["errors"] = errors
        elif message.get("pricing"):
            item["conversation"] = self._conversation(message, status)
            item["pricing"] = message["pricing"]
        if message.get("opaque"):
            item["biz_opaque_callback_data"] = message["opaque"]
        profile = contact if contact.get("id") and status in ("delivered", "read") else None
        self.sim.webhooks.emit(message["phone_number_id"], "statuses", item, profile)

    def _recipient(self, contact):
        config = self.sim.config
        values = {}
        if contact.get("number") and not config.drop_wa_id:
            values["recipient_id"] = contact["number"]
        if contact.get("bsuid") and not config.drop_user_id:
            values["recipient_user_id"] = contact["bsuid"]
        return values

    @staticmethod
    def _conversation(message, status):
        conversation = {"id": message["conversation"], "origin": {"type": message["pricing"]["category"]}}
        if status == "sent":
            conversation["expiration_timestamp"] = str(int(message["at"]) + 86400)
        return conversation


def pricing(sim, chat, category):
    """Return the `pricing` object of a message of this category (service, marketing, utility, authentication)."""
    if sim.chats.free_entry_open(chat):
        return {
            "billable": False,
            "pricing_model": "PMP",
            "category": "referral_conversion",
            "type": "free_entry_point",
        }
    free = category == "service" or (category == "utility" and sim.chats.window_open(chat))
    return {
        "billable": not free,
        "pricing_model": "PMP",
        "category": category,
        "type": "free_customer_service" if free else "regular",
    }
