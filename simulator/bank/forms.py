"""How the services write mutations: rows, bodies and signatures of Moota and Mutasibank.

What is known of them, and from where, stands in docs/facts.md.
"""

import hashlib
import hmac
import json
import uuid

SIGN = {"credit": "CR", "debit": "DB"}
PENDING = "PEND"


def sign(raw, secret):
    """Return the hex HMAC-SHA256 of these bytes."""
    return hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()


def _when(mutation):
    return PENDING if mutation["pending"] else f"{mutation['date']} {mutation['time']}"


def moota_row(account, mutation, polled=False):
    """Return a mutation as Moota writes it; what is polled has its amounts as texts."""
    amount, balance = mutation["amount"], mutation["balance"]
    made = f"{mutation['date']} {mutation['time']}"
    return {
        "mutation_id": mutation["id"].replace("-", "")[:16],
        "bank_id": account["moota_id"],
        "bank_type": account["bank"],
        "account_number": account["number"],
        "date": _when(mutation),
        "description": mutation["description"],
        "note": "",
        "amount": f"{amount}.00" if polled else amount,
        "type": SIGN[mutation["kind"]],
        "balance": f"{balance}.00" if polled else balance,
        "token": mutation["id"].replace("-", "")[:16],
        "taggings": [],
        "created_at": made,
        "updated_at": made,
    }


def mutasibank_row(mutation):
    """Return a mutation as Mutasibank writes it."""
    return {
        "id": mutation["id"],
        "transaction_date": _when(mutation),
        "description": mutation["description"],
        "type": SIGN[mutation["kind"]],
        "amount": mutation["amount"],
        "balance": mutation["balance"],
    }


def posted(account, mutations, now):
    """Return the body and the headers with which a service posts mutations.

    :param now: seconds since the epoch
    :return: (bytes, dict)
    """
    if account["form"] == "moota":
        raw = json.dumps([moota_row(account, each) for each in mutations]).encode()
        return raw, {"User-Agent": "MootaBot/1.5", "Signature": sign(raw, account["secret"])}
    body = {
        "api_key": account["token"],
        "account_id": account["mutasibank_id"],
        "module": account["bank"],
        "account_name": account["holder"],
        "account_number": account["number"],
        "balance": account["balance"],
        "data_mutasi": [mutasibank_row(each) for each in mutations],
    }
    raw = json.dumps(body).encode()
    return raw, {
        "User-Agent": "Mutasibank-Webhook/1.0",
        "X-Mutasibank-Signature": sign(raw, account["secret"]),
        "X-Mutasibank-Timestamp": str(int(now)),
        "X-Mutasibank-Webhook-Id": str(uuid.uuid4()),
    }
