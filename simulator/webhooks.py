"""Webhooks: events are collected into posts, and posts are signed, sent and retried."""

import asyncio
import hashlib
import hmac
import json
import random
import time
from collections import deque

import httpx

from . import payload
from .ids import short_id

USER_AGENT = "facebookexternalua"
ATTEMPTS_KEPT = 50
ANSWER_KEPT = 500


def encode(body):
    """Return the bytes Meta would send: ASCII only, with escaped slashes."""
    return json.dumps(body, separators=(",", ":")).replace("/", "\\/").encode()


def signatures(raw, secret):
    """Return Meta's two signature headers of these bytes."""
    key = secret.encode()
    return {
        "X-Hub-Signature": "sha1=" + hmac.new(key, raw, hashlib.sha1).hexdigest(),
        "X-Hub-Signature-256": "sha256=" + hmac.new(key, raw, hashlib.sha256).hexdigest(),
    }


class Webhooks:
    """The way of an event to the business."""

    def __init__(self, sim):
        self.sim = sim
        self.events = sim.store.events
        self.deliveries = sim.store.deliveries
        self._lanes = {}
        self._active = set()
        self._collecting = False
        self._client = None

    def start(self):
        """Begin to deliver; go on with what an earlier process left."""
        self._client = httpx.AsyncClient(trust_env=False, follow_redirects=False)
        for event in self.events:
            self.sim.scheduler.at(event["due"], "event", self._event_due)
        for delivery in self.deliveries:
            if delivery["state"] == "pending":
                self._wait(delivery)

    async def stop(self):
        """Stop delivering; what is pending stays in the store."""
        for task in list(self._active):
            task.cancel()
        await asyncio.gather(*self._active, return_exceptions=True)
        await self._client.aclose()

    def clear(self):
        """Forget all events and posts."""
        self.events.clear()
        self.deliveries.clear()
        self._lanes.clear()
        for task in list(self._active):
            task.cancel()

    # --- events

    def emit(self, phone_number_id, part, item, contact=None, field="messages", waba_id=None):
        """Let the business know: `part` is messages, statuses, or value for any other change."""
        config = self.sim.config
        due = self.sim.clock.now() + config.delay + random.uniform(0, config.jitter)
        self.events.put(
            {
                "id": short_id("e"),
                "phone_number_id": phone_number_id,
                "waba_id": waba_id or self.sim.store.numbers.get(phone_number_id)["waba_id"],
                "part": part,
                "field": field,
                "item": item,
                "contact": contact and payload.contact(contact, config),
                "due": due,
            }
        )
        self.sim.scheduler.at(due, "event", self._event_due)

    def _event_due(self):
        if self._gathers():
            if not self._collecting:
                self._collecting = True
                due = self.sim.clock.now() + self.sim.config.batch_window
                self.sim.scheduler.at(due, "event", self._collect)
        else:
            self._collect()

    def _gathers(self):
        return self.sim.config.batch > 1 or self.sim.config.shuffle

    def _collect(self):
        self._collecting = False
        now = self.sim.clock.now()
        ready = [event for event in self.events if event["due"] <= now]
        if self.sim.config.shuffle:
            random.shuffle(ready)
        by_target = {}
        for event in ready:
            self.events.delete(event["id"])
            for url, secret in self.sim.subscriptions.targets(event):
                by_target.setdefault((url, secret), []).append(event)
        for (url, secret), events in by_target.items():
            size = int(self.sim.config.batch) if self._gathers() else 1
            for start in range(0, len(events), size):
                self._post(url, secret, events[start : start + size])

    # --- posts

    def _post(self, url, secret, events):
        body = payload.build(events, self.sim.store.numbers)
        wamids = [event["item"]["id"] for event in events if event["part"] == "messages"]
        for _copy in range(2 if self.sim.config.duplicate else 1):
            delivery = {
                "id": short_id("d"),
                "at": self.sim.clock.now(),
                "url": url,
                "secret": secret,
                "body": body,
                "wamids": wamids,
                "state": "pending",
                "tries": 0,
                "attempts": [],
                "next_at": None,
            }
            self.deliveries.put(delivery)
            self.sim.live.publish("delivery", self.public(delivery))
            self._ready(delivery)

    def _ready(self, delivery):
        if self.deliveries.get(delivery["id"]) is delivery and delivery["state"] == "pending":
            self._lanes.setdefault(delivery["url"], Lane()).waiting.append(delivery)
            self.pump()

    def pump(self):
        """Start as many posts as may run at once; nothing while paused."""
        if self.sim.config.paused:
            return
        for lane in self._lanes.values():
            while lane.waiting and lane.running < self.sim.config.concurrency:
                lane.running += 1
                task = asyncio.create_task(self._deliver(lane, lane.waiting.popleft()))
                self._active.add(task)
                task.add_done_callback(self._active.discard)

    async def _deliver(self, lane, delivery):
        try:
            await self._attempt(delivery)
        finally:
            lane.running -= 1
            self.pump()

    async def _attempt(self, delivery):
        began = time.monotonic()
        attempt = {"at": self.sim.clock.now(), "status": None, "error": None}
        try:
            answer = await self.post(delivery["url"], encode(delivery["body"]), delivery["secret"])
            attempt["status"] = answer.status_code
            if not answer.is_success:
                attempt["error"] = answer.text[:ANSWER_KEPT]
        except httpx.HTTPError as error:
            attempt["error"] = f"{type(error).__name__}: {error}"[:ANSWER_KEPT]
        attempt["ms"] = round((time.monotonic() - began) * 1000)
        if delivery["id"] not in self.deliveries:
            return
        delivery["tries"] += 1
        delivery["attempts"] = (delivery["attempts"] + [attempt])[-ATTEMPTS_KEPT:]
        if attempt["status"] and 200 <= attempt["status"] < 300:
            delivery["state"], delivery["next_at"] = "delivered", None
            self._acknowledged(delivery)
        else:
            self._plan_retry(delivery)
        self.deliveries.put(delivery)
        self.sim.live.publish("delivery", self.public(delivery))

    def _plan_retry(self, delivery):
        config, now = self.sim.config, self.sim.clock.now()
        if now - delivery["at"] >= config.give_up_after:
            delivery["state"], delivery["next_at"] = "given_up", None
            return
        delivery["next_at"] = now + min(config.retry_max, config.retry_base * 2 ** min(delivery["tries"] - 1, 30))
        self._wait(delivery)

    def _wait(self, delivery):
        if delivery["next_at"] is None:
            self._ready(delivery)
        else:
            self.sim.scheduler.at(delivery["next_at"], "retry", self._retry_due, delivery, delivery["next_at"])

    def _retry_due(self, delivery, due):
        # A retry by hand may have come before, and have planned another one.
        if delivery["next_at"] == due:
            delivery["next_at"] = None
            self._ready(delivery)

    def retry(self, delivery):
        """Try a post again now, also one that was delivered or given up."""
        waiting = delivery["state"] == "pending" and delivery["next_at"] is None
        if not waiting:
            delivery["state"], delivery["next_at"] = "pending", None
            self._ready(delivery)

    def _acknowledged(self, delivery):
        for message_id in delivery["wamids"]:
            message = self.sim.store.messages.get(message_id)
            if message and message["status"] == "sent":
                message["status"] = "delivered"
                self.sim.chats.save(message)

    async def post(self, url, raw, secret, headers=None):
        """Post these bytes once, signed with `secret` when there is one, and return the answer."""
        return await self._client.post(
            url,
            content=raw,
            headers={
                "Content-Type": "application/json",
                "User-Agent": USER_AGENT,
                **(signatures(raw, secret) if secret else {}),
                **(headers or {}),
            },
            timeout=self.sim.config.webhook_timeout,
        )

    async def get(self, url, params):
        """Make the verification request of a subscription."""
        return await self._client.get(
            url, params=params, headers={"User-Agent": USER_AGENT}, timeout=self.sim.config.webhook_timeout
        )

    # --- what the pages and tests see

    def busy(self, retries=False):
        """Return how many statuses, events and posts are still on their way."""
        scheduler = self.sim.scheduler
        count = scheduler.pending("status") + scheduler.pending("event") + len(self._active)
        count += sum(len(lane.waiting) for lane in self._lanes.values())
        return count + (scheduler.pending("retry") if retries else 0)

    @staticmethod
    def public(delivery):
        """Return a post without its secret."""
        return {key: value for key, value in delivery.items() if key != "secret"}


class Lane:
    """The posts for one URL: a slow receiver does not hold up another."""

    def __init__(self):
        self.waiting = deque()
        self.running = 0
