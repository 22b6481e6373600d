"""Steps of the outbox on a database of its own, in a process that a test may kill.

outbox.py STEP [then STEP ...]

setup API_URL NUMBER TEXT   make a device and queue a text; prints the message's id
drain                       send what is due, as the queue's job does
expire                      let three minutes pass for what is being sent
status WAMID KEY            apply a 'delivered' status as the inbox does
show                        print state and key of every outgoing message
"""

import sys
from datetime import datetime, timezone

from dev.odoo_env import environment

PHONE_NUMBER_ID = "100000000000001"


def setup(env, api_url, number, text):
    """Queue a text to a number on a device at ``api_url``."""
    account = env["wa.account"].search([("phone_number_id", "=", PHONE_NUMBER_ID)])
    account.write({"api_url": api_url, "access_token": "sim-access-token", "state": "connected"})
    partner = env["res.partner"].create({"name": number})
    identity = env["wa.identity"].create({"account_id": account.id, "wa_id": number, "partner_id": partner.id})
    print(env["wa.message"]._enqueue(account, identity, "text", body=text).id)


def drain(env):
    """Run the outbox."""
    env["wa.account"].search([("phone_number_id", "=", PHONE_NUMBER_ID)])._run("outbox")


def expire(env):
    """Make every claim three minutes older."""
    env.cr.execute("UPDATE wa_message SET claimed_at = claimed_at - interval '3 minutes'")


def status(env, wamid, key):
    """Take a status webhook."""
    from odoo.addons.innovasia_whatsapp.tools.webhook_types import Contact, Status

    account = env["wa.account"].search([("phone_number_id", "=", PHONE_NUMBER_ID)])
    delivered = Status(wamid, "delivered", datetime.now(timezone.utc).replace(tzinfo=None), Contact(), key=key)
    env["wa.message"]._apply_statuses(account, [delivered])


def show(env):
    """Print one line for each outgoing message."""
    for message in env["wa.message"].search([("direction", "=", "outbound")], order="id"):
        print(message.state, message.key)


STEPS = {"setup": setup, "drain": drain, "expire": expire, "status": status, "show": show}

if __name__ == "__main__":
    with environment() as env:
        for words in " ".join(sys.argv[1:]).split(" then "):
            name, *arguments = words.split()
            STEPS[name](env, *arguments)
            env.cr.commit()
            env.clear()
