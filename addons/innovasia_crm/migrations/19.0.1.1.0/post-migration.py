"""Quick replies and the automatic answers of devices become formats."""

from odoo import SUPERUSER_ID, api
from odoo.tools import sql


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {})
    _quick_replies(cr)
    for purpose in ("greeting", "away"):
        _answers(env, purpose)
    env["wa.format"]._create_defaults(env["res.company"].search([]))


def _quick_replies(cr):
    if not sql.table_exists(cr, "wa_quick_reply"):
        return
    cr.execute(
        """
        INSERT INTO wa_format (usage, name, shortcut, body, user_id, company_id, active,
                               create_uid, create_date, write_uid, write_date)
             SELECT 'quick', name, shortcut, body, user_id, company_id, active,
                    create_uid, create_date, write_uid, write_date
               FROM wa_quick_reply
           ORDER BY id
        """
    )
    cr.execute("DROP TABLE wa_quick_reply")


def _answers(env, purpose):
    """Devices that say the same thing share a format."""
    column, trigger = f"{purpose}_text", f"conversation_{purpose}"
    if not sql.column_exists(env.cr, "wa_account", column):
        return
    env.cr.execute(
        f"SELECT company_id, {column}, array_agg(id ORDER BY id) FROM wa_account WHERE trim({column}) <> '' GROUP BY 1, 2"
    )
    for company_id, text, account_ids in env.cr.fetchall():
        accounts = env["wa.account"].browse(account_ids)
        speaking = accounts[0]._in_company_language().env["wa.format"]
        label = dict(speaking._fields["trigger"]._description_selection(speaking.env))[trigger]
        made = speaking.create(
            {
                "name": f"{label}: {accounts[0].name}",
                "usage": "automatic",
                "trigger": trigger,
                "body": text,
                "company_id": company_id,
                "user_id": False,
            }
        )
        accounts[f"{purpose}_format_id"] = made
