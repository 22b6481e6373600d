"""The switches of the simulator: names, defaults, and what they accept."""

DEFAULTS = {
    "enforce_window": True,
    "enforce_pair": True,
    "enforce_throughput": True,
    "window_hours": 24,
    "throughput": 80,
    "pair_interval": 6,
    "pair_burst": 45,
    "unknown_recipient": "create",
    "status_delay": 0.3,
    "auto_read": False,
    "skip_delivered": False,
    "send_statuses": True,
    "duplicate": False,
    "shuffle": False,
    "batch": 1,
    "batch_window": 0.2,
    "delay": 0,
    "jitter": 0,
    "drop_wa_id": False,
    "drop_user_id": False,
    "media_url": True,
    "webhook_timeout": 10,
    "retry_base": 2,
    "retry_max": 600,
    "give_up_after": 604800,
    "concurrency": 1,
    "paused": False,
    "template_review": "manual",
    "offline": "none",
}
CHOICES = {
    "unknown_recipient": ("create", "undeliverable"),
    "template_review": ("manual", "approve", "reject"),
    "offline": ("none", "503", "reset", "hang"),
}
AT_LEAST_ONE = ("batch", "concurrency", "throughput", "pair_burst")


class Config:
    """Settings read as attributes (`config.batch`), kept in the store."""

    def __init__(self, store):
        self._collection = store.settings
        saved = self._collection.get("config") or {}
        self.values = {key: saved.get(key, default) for key, default in DEFAULTS.items()}

    def __getattr__(self, name):
        try:
            return self.__dict__["values"][name]
        except KeyError:
            raise AttributeError(name) from None

    def update(self, changes):
        """Set some switches; raise ValueError with a sentence when one is not understood."""
        checked = {key: self._check(key, value) for key, value in changes.items()}
        self.values.update(checked)
        self._collection.put({"id": "config", **self.values})
        return self.values

    def reset(self):
        """Back to the defaults."""
        self.values = dict(DEFAULTS)
        self._collection.put({"id": "config", **self.values})

    @staticmethod
    def _check(key, value):
        if key not in DEFAULTS:
            raise ValueError(f"There is no switch {key!r}.")
        default = DEFAULTS[key]
        if key in CHOICES:
            if value not in CHOICES[key]:
                raise ValueError(f"{key} is one of {', '.join(CHOICES[key])}.")
        elif isinstance(default, bool):
            if not isinstance(value, bool):
                raise ValueError(f"{key} is true or false.")
        elif isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ValueError(f"{key} is a number, not below zero.")
        elif key in AT_LEAST_ONE and value < 1:
            raise ValueError(f"{key} is at least 1.")
        return value
