"""The customers: people with a number, a username, or both."""

from .ids import bsuid, international, short_id

FLAGS = ("online", "blocked", "on_whatsapp", "marketing_opt_out")


class Contacts:
    """Finds and makes contacts; `Contact` documents are plain dicts."""

    def __init__(self, sim):
        self.sim = sim
        self.docs = sim.store.contacts
        self._by_key = {}
        for contact in self.docs:
            self._index(contact)
        self.docs.on_evict = self._unindex

    def find(self, key):
        """Return the contact with this id, number (any spelling), username or business-scoped id, or None."""
        key = str(key or "").strip()
        if not key:
            return None
        contact_id = (
            self._by_key.get(key) or self._by_key.get("@" + key.lstrip("@").lower()) or self._by_key.get(international(key))
        )
        return self.docs.get(contact_id) if contact_id else None

    def by_number(self, number):
        """Return the contact with exactly these digits, or None."""
        return self.docs.get(self._by_key.get(number, ""))

    def create(self, name=None, number=None, username=None, user_id=None):
        """Make a contact; raise ValueError when number, username or id are taken or all are missing."""
        number = international(number) or None
        username = (username or "").strip().lstrip("@").lower() or None
        if not number and not username and not user_id:
            raise ValueError("A contact needs a number or a username.")
        if number and not 7 <= len(number) <= 15:
            raise ValueError(f"{number} is not a phone number.")
        for key in filter(None, (number, username and "@" + username, user_id)):
            if key in self._by_key:
                raise ValueError(f"There is already a contact {key}.")
        contact = {
            "id": short_id("c"),
            "name": (name or "").strip() or (username and "@" + username) or f"+{number}",
            "number": number,
            "username": username,
            "bsuid": user_id or bsuid(),
            "online": True,
            "blocked": False,
            "on_whatsapp": True,
            "marketing_opt_out": False,
            "created_at": self.sim.clock.now(),
        }
        return self.save(contact)

    def save(self, contact):
        """Store a changed contact and tell the pages."""
        self._index(contact)
        self.docs.put(contact)
        self.sim.live.publish("contact", contact)
        return contact

    def change_number(self, contact, number):
        """Give the contact a new number; as at Meta its business-scoped id changes with it."""
        number = international(number)
        if not 7 <= len(number) <= 15:
            raise ValueError(f"{number or 'This'} is not a phone number.")
        if self.by_number(number):
            raise ValueError(f"There is already a contact {number}.")
        self._unindex(contact)
        contact["number"] = number
        contact["bsuid"] = bsuid()
        return self.save(contact)

    def update(self, contact, values):
        """Change flags, name or username; raise ValueError for anything else."""
        unknown = set(values) - {*FLAGS, "name", "username"}
        if unknown:
            raise ValueError(f"A contact has no {', '.join(sorted(unknown))} to change.")
        for flag in FLAGS:
            if not isinstance(values.get(flag, False), bool):
                raise ValueError(f"{flag} is true or false.")
        username = (values.get("username") or "").strip().lstrip("@").lower()
        if username and self._by_key.get("@" + username, contact["id"]) != contact["id"]:
            raise ValueError(f"There is already a contact @{username}.")
        self._unindex(contact)
        contact.update(values)
        if "username" in values:
            contact["username"] = username or None
        return self.save(contact)

    def delete(self, contact):
        """Remove a contact from the phone."""
        self._unindex(contact)
        self.docs.delete(contact["id"])

    def clear(self):
        """Remove all contacts."""
        self.docs.clear()
        self._by_key.clear()

    def _keys(self, contact):
        username = contact["username"]
        return filter(None, (contact["id"], contact["number"], contact["bsuid"], username and "@" + username))

    def _index(self, contact):
        for key in self._keys(contact):
            self._by_key[key] = contact["id"]

    def _unindex(self, contact):
        for key in self._keys(contact):
            self._by_key.pop(key, None)
