"""Where webhooks go: what the business subscribed, and Meta's handshake."""

import random

import httpx

from .graph.errors import GraphError


class Subscriptions:
    """Callback addresses of WABAs and numbers; a number's own comes first."""

    def __init__(self, sim):
        self.sim = sim

    async def verify(self, url, verify_token):
        """Make the handshake; raise Graph's error 2200 when the challenge does not come back."""
        challenge = str(random.randint(10**8, 10**10))
        params = {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": verify_token}
        try:
            answer = await self.sim.webhooks.get(url, params)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _refused(f"{type(error).__name__}: {error}") from error
        if not answer.is_success:
            raise _refused(f"HTTP Status Code = {answer.status_code}; HTTP Message = {answer.reason_phrase}")
        if answer.text.strip() != challenge:
            raise _refused("Response does not match challenge, the body was different")

    def targets(self, event):
        """Return the (URL, app secret) pairs that an event is posted to."""
        waba = self.sim.store.wabas.get(event["waba_id"])
        if not waba or not waba["subscribed"]:
            return []
        numbers = [number for number in self.sim.store.numbers if number["waba_id"] == waba["id"]]
        own = self.sim.store.numbers.get(event["phone_number_id"])
        if own:
            url = own["override"] or waba["override"]
            return [(url["url"], own["app_secret"])] if url else []
        if waba["override"]:
            return [(waba["override"]["url"], numbers[0]["app_secret"])]
        # Meta posts these to the app's callback; here the app is whoever listens for a number.
        return list({(number["override"]["url"], number["app_secret"]): None for number in numbers if number["override"]})

    def overview(self):
        """Return what is subscribed, without verify tokens."""
        return [
            {
                "waba_id": waba["id"],
                "subscribed": waba["subscribed"],
                "override_callback_uri": waba["override"] and waba["override"]["url"],
                "numbers": [
                    {
                        "phone_number_id": number["id"],
                        "override_callback_uri": number["override"] and number["override"]["url"],
                    }
                    for number in self.sim.store.numbers
                    if number["waba_id"] == waba["id"]
                ],
            }
            for waba in self.sim.store.wabas
        ]


def _refused(why):
    return GraphError(2200, message=f"(#2200) Callback verification failed with the following errors: {why}")
