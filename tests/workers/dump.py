"""What a database holds of the wire, without ids and without the order in which it came."""

from odoo.tools import html2plaintext


def dump(env, accounts) -> dict:
    """Return the conversations, messages, states and customers of these devices, ready to compare."""
    messages = env["wa.message"].search([("account_id", "in", accounts.ids)])
    conversations = env["discuss.channel"].search([("wa_account_id", "in", accounts.ids)])
    identities = env["wa.identity"].search([("account_id", "in", accounts.ids)])
    return {
        "conversations": sorted((_conversation(channel, messages) for channel in conversations), key=str),
        "customers": sorted(
            {(i.account_id.phone_number_id, i.wa_id or "", i.bsuid or "", i.partner_id.name) for i in identities}
        ),
        "partners": sorted(env["res.partner"].search([("wa_number", "!=", False)]).mapped("wa_number")),
        "events": sorted(set(env["wa.event"].search([]).mapped("state"))),
        "waiting": sorted((s.wamid, s.state) for s in env["wa.status"].search([])),
    }


def _conversation(channel, messages) -> dict:
    mine = messages.filtered(lambda row: row.channel_id == channel)
    return {
        "customer": [channel.wa_identity_id.wa_id, channel.wa_identity_id.bsuid, channel.wa_partner_id.wa_number],
        "name": channel.name,
        "window": channel.wa_window_expires_at,
        "messages": sorted(map(_message, mine), key=str),
        "shown": len(channel.message_ids),
    }


def _message(row) -> dict:
    mail = row.mail_message_id
    parent = row.search([("mail_message_id", "=", mail.parent_id.id), ("kind", "!=", "reaction")], limit=1)
    return {
        "wamid": row.wamid,
        "kind": row.kind,
        "state": row.state,
        "times": [row.timestamp, row.sent_at, row.delivered_at, row.read_at, row.failed_at],
        "reason": row.reason_code,
        "text": html2plaintext(mail.body or ""),
        "file": row.media_state,
        "answers": parent.wamid if mail.parent_id else None,
        "author": mail.author_id.wa_number,
        "reactions": sorted((r.content, r.partner_id.wa_number or r.partner_id.name) for r in mail.reaction_ids),
    }
