"""Accounts, and what came and went on them. Amounts are whole rupiah; a day is a day in Jakarta."""

import secrets
import uuid
from datetime import datetime, timedelta, timezone

from ..ids import digits
from .push import Push
from .wording import describe

WIB = timezone(timedelta(hours=7), "WIB")
BANKS = ("bca", "mandiri", "bri", "bni")
FORMS = ("moota", "mutasibank")
POLL_FAULTS = ("none", "500", "timeout", "garbage")
PUSH_FAULTS = ("none", "wrong_signature", "twice", "cut_off", "lost")
#: So much can an account hold: what a float of a careless receiver still tells apart.
LARGEST = 10**12
SEED = (
    ("bca", "5220304050", "PT Toko Innovasia", 12_500_000),
    ("mandiri", "1370009876543", "PT Toko Innovasia", 8_000_000),
)
TOKEN = "sim-bank-token"
SECRET = "sim-bank-secret"
CHOICES = {"bank": BANKS, "form": FORMS, "poll_fault": POLL_FAULTS, "push_fault": PUSH_FAULTS}
TEXTS = ("number", "holder", "push_url", "secret", "token")


class Bank:
    """The accounts of the simulated bank."""

    def __init__(self, sim):
        self.sim = sim
        self.accounts = sim.store.bank_accounts
        self.mutations = sim.store.bank_mutations
        self.push = Push(self)

    def plant(self):
        """Open the accounts that a new simulator starts with."""
        for index, (bank, number, holder, opening) in enumerate(SEED, 1):
            self.open({"bank": bank, "number": number, "holder": holder, "opening": opening}, f"bank{index}")

    def clear(self, keep_connections=False):
        """Forget what happened; the accounts stay as they were when their connections are kept."""
        self.mutations.clear()
        self.push.clear()
        accounts = list(self.accounts)
        self.accounts.clear()
        if not keep_connections:
            return self.plant()
        for account in accounts:
            self.accounts.put({**account, "balance": account["opening"], "poll_fault": "none", "push_fault": "none"})

    # --- accounts

    def open(self, values, account_id=None):
        """Open an account; raise ValueError with a sentence when something is missing."""
        index = len(self.accounts) + 1
        account = {
            "id": account_id or f"bank{index}{secrets.token_hex(2)}",
            "bank": "bca",
            "number": "",
            "holder": "",
            "opening": 0,
            "balance": 0,
            "moota_id": secrets.token_urlsafe(9),
            "mutasibank_id": 5000 + index,
            "form": "moota",
            "push": False,
            "push_url": "",
            "secret": SECRET,
            "token": TOKEN,
            "poll_fault": "none",
            "push_fault": "none",
        }
        return self._keep(account, values)

    def change(self, account, values):
        """Change an account's data, connection or faults."""
        return self._keep(account, values)

    def find(self, key):
        """Return an account by its id or number, the first one without a key; LookupError when there is none."""
        found = self.accounts.get(key) if key else next(iter(self.accounts), None)
        found = found or next((each for each in self.accounts if key and each["number"] == digits(key)), None)
        if not found:
            raise LookupError(f"There is no account {key!r}." if key else "The bank has no account.")
        return found

    def _keep(self, account, values):
        changed = {**account}
        for key, value in values.items():
            if key in CHOICES:
                if value not in CHOICES[key]:
                    raise ValueError(f"{key} is one of {', '.join(CHOICES[key])}.")
            elif key == "opening":
                self._check_opening(account, value)
                changed["balance"] = value
            elif key == "push":
                if not isinstance(value, bool):
                    raise ValueError("push is true or false.")
            elif key not in TEXTS:
                raise ValueError(f"An account has no {key} to change.")
            elif not isinstance(value, str):
                raise ValueError(f"{key} is a text.")
            changed[key] = digits(value) if key == "number" else value
        if not changed["number"] or not changed["holder"]:
            raise ValueError("An account needs a number and a holder.")
        if any(each["number"] == changed["number"] and each["id"] != changed["id"] for each in self.accounts):
            raise ValueError(f"There is already an account {changed['number']}.")
        if changed["push"] and not changed["push_url"].startswith(("http://", "https://")):
            raise ValueError("To push, the account needs the address that it posts to.")
        account.update(changed)
        self.accounts.put(account)
        self.sim.live.publish("bank", {"account": account["id"]})
        return account

    def _check_opening(self, account, opening):
        if isinstance(opening, bool) or not isinstance(opening, int) or not 0 <= opening <= LARGEST:
            raise ValueError("opening is a whole number of rupiah, not below zero.")
        if any(each["account"] == account["id"] for each in self.mutations):
            raise ValueError("The account has moved already: what it began with stays.")

    # --- what comes and goes

    def transfer(self, account, values):
        """Book a transfer, or several alike, and tell the business where the account pushes.

        :param values: ``amount``; ``sender``, ``note``; ``kind`` credit or debit; ``date`` and ``time`` (booked then, not now);
            ``times``; ``pending``
        :return: list of mutations
        """
        amount, times = values.get("amount"), values.get("times", 1)
        if isinstance(amount, bool) or not isinstance(amount, int) or not 0 < amount <= LARGEST:
            raise ValueError("amount is a whole number of rupiah, more than zero.")
        if isinstance(times, bool) or not isinstance(times, int) or not 1 <= times <= 1000:
            raise ValueError("times is a number from 1 to 1000.")
        kind = values.get("kind", "credit")
        if kind not in ("credit", "debit"):
            raise ValueError("kind is credit or debit.")
        at = self._moment(values.get("date"), values.get("time"))
        sender, note = (" ".join(str(values.get(key) or "").split())[:100] for key in ("sender", "note"))
        text = describe(account["bank"], kind, amount, sender, note, at)
        made = [
            self._book(account, kind, amount, at, text, sender, note, is_pending=bool(values.get("pending")))
            for _time in range(times)
        ]
        self._tell(account, made)
        return made

    def date(self, mutation, values=None):
        """Let a pending mutation become a dated one, as banks do at night: another row takes its place."""
        if not mutation["pending"]:
            raise ValueError("This mutation has its date already.")
        if mutation["dated_as"]:
            raise ValueError("This mutation was dated already.")
        values = values or {}
        account = self.accounts.get(mutation["account"])
        at = self._moment(values.get("date"), values.get("time"))
        dated = self._book(
            account, mutation["kind"], mutation["amount"], at, mutation["description"], mutation["sender"], mutation["note"]
        )
        mutation["dated_as"] = dated["id"]
        self.mutations.put(mutation)
        self._tell(account, [dated])
        return dated

    def reverse(self, mutation, values=None):
        """Let the bank take a booked mutation back: a row the other way."""
        if mutation["pending"] or mutation["reversed_by"] or mutation["reverses"]:
            raise ValueError("Only a dated mutation that was not reversed yet can be reversed.")
        values = values or {}
        account = self.accounts.get(mutation["account"])
        kind = "debit" if mutation["kind"] == "credit" else "credit"
        at = self._moment(values.get("date"), values.get("time"))
        text = f"KOREKSI {mutation['description']}"
        made = self._book(account, kind, mutation["amount"], at, text, mutation["sender"], mutation["note"])
        made["reverses"], mutation["reversed_by"] = mutation["id"], made["id"]
        self.mutations.put(made)
        self.mutations.put(mutation)
        self._tell(account, [made])
        return made

    def history(self, account, start=None, end=None, with_gone=False):
        """Return an account's mutations of these days (ISO texts, both included), oldest booking first.

        :param with_gone: with the pending ones that were dated since, which the bank itself no longer shows
        """
        found = [
            each
            for each in self.mutations
            if each["account"] == account["id"]
            and (with_gone or not each["dated_as"])
            and (not start or each["date"] >= start)
            and (not end or each["date"] <= end)
        ]
        return sorted(found, key=lambda each: (each["pending"], each["date"]))

    def today(self):
        """Return the day in Jakarta by the simulated clock, as an ISO text."""
        return datetime.fromtimestamp(self.sim.clock.now(), WIB).date().isoformat()

    def _book(self, account, kind, amount, at, text, sender, note, is_pending=False):
        if not is_pending:
            account["balance"] += amount if kind == "credit" else -amount
            self.accounts.put(account)
        return self.mutations.put(
            {
                "id": str(uuid.uuid4()),
                "account": account["id"],
                "kind": kind,
                "amount": amount,
                "date": at.date().isoformat(),
                "time": at.strftime("%H:%M:%S"),
                "description": text,
                "sender": sender,
                "note": note,
                "balance": account["balance"],
                "pending": is_pending,
                "dated_as": None,
                "reverses": None,
                "reversed_by": None,
                "made_at": self.sim.clock.now(),
            }
        )

    def _tell(self, account, mutations):
        self.sim.live.publish("bank", {"account": account["id"]})
        self.push.emit(account, mutations)

    def _moment(self, day, clock):
        now = datetime.fromtimestamp(self.sim.clock.now(), WIB)
        try:
            date = datetime.strptime(day, "%Y-%m-%d").date() if day else now.date()
            time = datetime.strptime(clock, "%H:%M").time() if clock else now.time()
        except (TypeError, ValueError) as error:
            raise ValueError("date is like 2026-11-22, time like 14:05.") from error
        return datetime.combine(date, time, WIB)
