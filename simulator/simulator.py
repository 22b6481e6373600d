"""The simulator as one object: its state and its working parts."""

import asyncio
import time

from . import seed
from .bank.bank import Bank
from .chats import Chats
from .clock import Clock
from .config import Config
from .contacts import Contacts
from .faults import Faults
from .limits import Limits
from .live import Live
from .media import Media
from .received import Received
from .scheduler import Scheduler
from .statuses import Statuses
from .store import Store
from .subscriptions import Subscriptions
from .webhooks import Webhooks


class Simulator:
    """Everything of one running simulator; parts reach each other through it."""

    def __init__(self, state=None, seed_name="demo", public_url="http://127.0.0.1:8070"):
        self.seed_name = seed_name
        self.public_url = public_url.rstrip("/")
        self.store = Store(state)
        self.clock = Clock((self.store.settings.get("clock") or {}).get("offset", 0.0))
        self.config = Config(self.store)
        self.live = Live()
        self.scheduler = Scheduler(self.clock)
        self.contacts = Contacts(self)
        self.chats = Chats(self)
        self.media = Media(self)
        self.limits = Limits(self)
        self.faults = Faults(self)
        self.received = Received(self)
        self.subscriptions = Subscriptions(self)
        self.statuses = Statuses(self)
        self.webhooks = Webhooks(self)
        self.bank = Bank(self)
        self._tasks = set()
        if not self.store.settings.get("seeded"):
            seed.plant(self, seed_name)
        if not self.bank.accounts:
            self.bank.plant()

    async def start(self):
        """Begin to work; needs a running event loop."""
        self.scheduler.start()
        self.webhooks.start()
        self.statuses.resume()
        self.bank.push.resume()

    async def stop(self):
        """Stop working; with a state file everything can go on later."""
        self.live.close()
        await self.scheduler.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.webhooks.stop()
        self.store.close()

    def background(self, coroutine):
        """Run a coroutine beside the requests; `flush` waits for it."""
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def move_clock(self):
        """Keep the moved clock, tell the pages, and run what has become due."""
        self.store.settings.put({"id": "clock", "offset": self.clock.offset})
        self.live.publish("clock", {"now": self.clock.now(), "offset": self.clock.offset})
        self.scheduler.wake()

    async def flush(self, timeout, retries=False):
        """Wait until nothing is on its way to the business; return whether that was reached."""
        end = time.monotonic() + timeout
        while self._tasks or self.webhooks.busy(retries):
            if time.monotonic() > end:
                return False
            await asyncio.sleep(0.01)
        return True

    def reset(self, keep=()):
        """Back to the seed, keeping what is named: subscriptions (the bank's connections, too), config, contacts."""
        overrides = {doc["id"]: doc["override"] for doc in [*self.store.numbers, *self.store.wabas]}
        subscribed = {waba["id"]: waba["subscribed"] for waba in self.store.wabas}
        contacts = list(self.store.contacts)
        self.scheduler.clear()
        self.webhooks.clear()
        self.chats.clear()
        self.contacts.clear()
        self.limits.clear()
        self.bank.clear("subscriptions" in keep)
        for media in self.store.media:
            self.media.delete(media)
        for name in ("numbers", "wabas", "templates", "received", "faults"):
            getattr(self.store, name).clear()
        if "config" not in keep:
            self.config.reset()
        self.clock.reset()
        seed.plant(self, "empty" if "contacts" in keep else self.seed_name)
        if "contacts" in keep:
            for contact in contacts:
                self.contacts.save(contact)
        if "subscriptions" in keep:
            for collection in (self.store.numbers, self.store.wabas):
                for doc in collection:
                    doc["override"] = overrides.get(doc["id"])
                    if doc["id"] in subscribed:
                        doc["subscribed"] = subscribed[doc["id"]]
                    collection.put(doc)
        self.move_clock()
        self.live.publish("reset", {})
