"""What the services post to the business when something was booked, and post again when nobody took it."""

import time

import httpx

from ..ids import short_id
from . import forms

TRIES = 6
ANSWER_KEPT = 300
SIGNATURES = ("Signature", "X-Mutasibank-Signature")


class Push:
    """The posts of all accounts, oldest first; each post carries the mutations of one moment."""

    def __init__(self, bank):
        self.bank = bank
        self.posts = bank.sim.store.bank_posts

    def clear(self):
        """Forget all posts."""
        self.posts.clear()

    def emit(self, account, mutations):
        """Post these mutations where the account pushes."""
        if account["push"] and account["push_fault"] != "lost":
            self.send(account, mutations)

    def send(self, account, mutations):
        """Post these mutations now, whether the account pushes by itself or not."""
        if not account["push_url"]:
            raise ValueError("The account has no address to post to.")
        for _time in range(2 if account["push_fault"] == "twice" else 1):
            post = {
                "id": short_id("b"),
                "account": account["id"],
                "at": self.bank.sim.clock.now(),
                "url": account["push_url"],
                "form": account["form"],
                "mutations": [each["id"] for each in mutations],
                "state": "pending",
                "tries": 0,
                "status": None,
                "error": None,
            }
            self.posts.put(post)
            self._start(post)

    def resume(self):
        """Go on with what an earlier process left."""
        for post in self.posts:
            if post["state"] == "pending":
                self._start(post)

    def _start(self, post):
        if post["id"] in self.posts:
            self.bank.sim.background(self._deliver(post))

    async def _deliver(self, post):
        sim = self.bank.sim
        account = self.bank.accounts.get(post["account"])
        mutations = list(filter(None, map(self.bank.mutations.get, post["mutations"])))
        raw, headers = _bent(account, *forms.posted(account, mutations, sim.clock.now()))
        began, post["error"] = time.monotonic(), None
        try:
            answer = await sim.webhooks.post(post["url"], raw, None, headers)
            post["status"] = answer.status_code
            if not answer.is_success:
                post["error"] = answer.text[:ANSWER_KEPT]
        except httpx.HTTPError as error:
            post["status"], post["error"] = None, f"{type(error).__name__}: {error}"[:ANSWER_KEPT]
        post["ms"] = round((time.monotonic() - began) * 1000)
        if post["id"] not in self.posts:
            return
        post["tries"] += 1
        if post["error"] is None:
            post["state"] = "delivered"
        elif post["tries"] >= TRIES:
            post["state"] = "given_up"
        else:
            due = sim.clock.now() + sim.config.retry_base * 2 ** (post["tries"] - 1)
            sim.scheduler.at(due, "retry", self._start, post)
        self.posts.put(post)
        sim.live.publish("bank", {"account": account["id"]})


def _bent(account, raw, headers):
    """:return: (body, headers) as the account's fault leaves them"""
    fault = account["push_fault"]
    if fault == "wrong_signature":
        headers = {**headers, **{name: forms.sign(raw, "wrong") for name in SIGNATURES if name in headers}}
    elif fault == "cut_off":
        raw = raw[: len(raw) // 2]
        headers = {**headers, **{name: forms.sign(raw, account["secret"]) for name in SIGNATURES if name in headers}}
    return raw, headers
