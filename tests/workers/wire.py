"""A process of the chaos tests, with Odoo environments of its own. Its arguments are commands, done one by one:

seed          two devices, and outgoing messages whose statuses will come
store=FILE    store the posts of a file (a JSON list) as the webhook does
drain         work off the inboxes
hang=N        work off the inboxes until the N-th batch: say so before its commit, and wait to be killed
rush=HOW      twenty processes begin at once: HOW they meet the same new customer
replay        replay what is dead, and drain it
dump          print what the database holds, in a form that can be compared
"""

import json
import multiprocessing
import signal
import sys

from dev.odoo_env import environment
from tests.workers.dump import dump

PHONE_NUMBER_IDS = ("100000000000801", "100000000000802")
SECRET = "chaos-secret"
SMALL_BATCH = 20
CROWD = 20


def main() -> None:
    """Run the commands that the arguments name."""
    for argument in sys.argv[1:]:
        command, equals, value = argument.partition("=")
        COMMANDS[command](*[value] if equals else [])


def accounts(env):
    """The two devices."""
    return env["wa.account"].search([("phone_number_id", "in", PHONE_NUMBER_IDS)], order="id")


def seed() -> None:
    """Create the devices, and a conversation with 100 outgoing messages."""
    with environment() as env:
        first, _second = env["wa.account"].create(
            [
                {"name": f"Chaos {number}", "phone_number_id": number, "waba_id": "1", "app_secret": SECRET}
                for number in PHONE_NUMBER_IDS
            ]
        )
        partner = env["res.partner"].create({"name": "Receiver", "wa_number": "6281200000800"})
        identity = env["wa.identity"].create({"account_id": first.id, "wa_id": "6281200000800", "partner_id": partner.id})
        channel = env["discuss.channel"]._wa_create(identity)
        for number in range(100):
            # Every fifth had no answer: only the status will tell its id.
            answered = number % 5
            env["wa.message"].create(
                {
                    "account_id": first.id,
                    "identity_id": identity.id,
                    "channel_id": channel.id,
                    "direction": "outbound",
                    "kind": "text",
                    "state": "sent" if answered else "unknown",
                    "wamid": f"wamid.out.{number}" if answered else False,
                    "key": f"key.{number}",
                }
            )


def store(path: str) -> None:
    """Store posts, in transactions of ten."""
    with open(path) as file:
        posts = json.load(file)
    with environment() as env:
        account = accounts(env)[0]
        for number, post in enumerate(posts, 1):
            env["wa.event"]._store(account.id, json.dumps(post).encode())
            if number % 10 == 0:
                env.cr.commit()
    print("stored", flush=True)


def drain() -> None:
    """Drain until nothing is pending; a held lock is waited for."""
    with environment() as env:
        from odoo.addons.innovasia_whatsapp.models import wa_event

        wa_event.BATCH = SMALL_BATCH
        for account in accounts(env):
            _drain_all(env, account)
    print("drained", flush=True)


def _drain_all(env, account) -> None:
    from odoo.addons.innovasia_whatsapp.models.wa_account import INBOX, LOCK_CLASS

    key = [LOCK_CLASS[INBOX], account.id]
    while True:
        account._run(INBOX)
        env.cr.commit()
        if not env["wa.event"]._has_pending_inbox(account):
            return
        env.cr.execute("SELECT pg_advisory_lock(%s, %s)", key)
        env.cr.execute("SELECT pg_advisory_unlock(%s, %s)", key)
        env.cr.commit()


def hang(at: str) -> None:
    """Drain, and stop in the middle of a transaction, its rows and locks in hand."""
    with environment() as env:
        model = type(env["wa.event"])
    original, seen = model._drain_inbox, []

    def drain_inbox(self, account):
        count = original(self, account)
        seen.append(count)
        if len(seen) == int(at):
            self.env.flush_all()
            print("hanging", flush=True)
            signal.pause()
        return count

    model._drain_inbox = drain_inbox
    drain()


def rush(how: str) -> None:
    """Let processes begin at the same moment."""
    from odoo.sql_db import close_all

    with environment() as env:
        assert accounts(env)
    close_all()
    fork = multiprocessing.get_context("fork")
    barrier = fork.Barrier(CROWD)
    children = [fork.Process(target=RUSHES[how], args=(barrier, number)) for number in range(CROWD)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    codes = [child.exitcode for child in children]
    if any(codes):
        raise SystemExit(f"Processes ended with {codes}")


def _first_message(barrier, number: int) -> None:
    """Store a first message of the customer on one of the devices, and drain that device."""
    _rush_message(barrier, number, device=0)


def _both_devices(barrier, number: int) -> None:
    _rush_message(barrier, number, device=number % 2)


def _rush_message(barrier, number: int, device: int) -> None:
    with environment() as env:
        from odoo.addons.innovasia_whatsapp.tools import payloads

        account = accounts(env)[device]
        message = payloads.text(f"Halo {number}", wa_id="6281200000001", wamid=f"wamid.rush.{number}")
        content = payloads.inbound(message, phone_number_id=account.phone_number_id)
        env["wa.event"]._store(account.id, payloads.body(content))
        env.cr.commit()
        barrier.wait()
        _drain_all(env, account)


def _same_person(barrier, number: int) -> None:
    """Meet the customer without the lock of the inbox before it."""
    with environment() as env:
        from odoo.addons.innovasia_whatsapp.tools.webhook_types import Contact

        account = accounts(env)[number % 2]
        barrier.wait()
        env["wa.identity"]._resolve(account, [Contact("6281200000001", "ID.rush", None, "Budi")])


def replay() -> None:
    """Replay what is dead, and drain it."""
    with environment() as env:
        env["wa.event"].search([("state", "=", "dead")]).action_replay()
        env.cr.commit()
        for account in accounts(env):
            _drain_all(env, account)
    print("replayed", flush=True)


def show() -> None:
    """Print the canonical content as JSON."""
    with environment() as env:
        print(json.dumps(dump(env, accounts(env)), default=str), flush=True)


RUSHES = {"first_message": _first_message, "both_devices": _both_devices, "same_person": _same_person}
COMMANDS = {
    "seed": seed, "store": store, "drain": drain, "hang": hang, "rush": rush, "replay": replay, "dump": show,
}  # fmt: skip

if __name__ == "__main__":
    main()
