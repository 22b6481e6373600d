"""Meta's sending limits: messages a second per number, and per recipient."""


class Bucket:
    """A token bucket: `capacity` at once, `rate` a second in the long run."""

    def __init__(self, capacity, rate, now):
        self.capacity, self.rate = capacity, rate
        self.level, self.at = capacity, now

    def take(self, now):
        """Take one token; return False when there is none."""
        self.level = min(self.capacity, self.level + max(0, now - self.at) * self.rate)
        self.at = now
        if self.level < 1:
            return False
        self.level -= 1
        return True


class Limits:
    """The buckets of all numbers and pairs; they follow the configuration."""

    CAP = 20_000

    def __init__(self, sim):
        self.sim = sim
        self._buckets = {}

    def refused(self, phone_number_id, contact_id):
        """Return 130429 or 131056 when a message must not be sent now, else None."""
        config = self.sim.config
        if config.enforce_throughput and not self._take(phone_number_id, config.throughput, config.throughput):
            return 130429
        if config.enforce_pair:
            rate = 1 / config.pair_interval if config.pair_interval else float("inf")
            if not self._take((phone_number_id, contact_id), config.pair_burst, rate):
                return 131056
        return None

    def clear(self):
        """Forget what was sent."""
        self._buckets.clear()

    def _take(self, key, capacity, rate):
        now = self.sim.clock.now()
        bucket = self._buckets.get(key)
        if bucket is None or (bucket.capacity, bucket.rate) != (capacity, rate):
            if len(self._buckets) >= self.CAP:
                self._buckets.pop(next(iter(self._buckets)))
            bucket = self._buckets[key] = Bucket(capacity, rate, now)
        return bucket.take(now)
