from odoo import models
from odoo.tools import SQL, sql

from .wa_template_status import FIELDS


class WaAccount(models.Model):
    """Templates belong to the WhatsApp Business account that devices share."""

    _inherit = "wa.account"

    def _take_notices(self, notices):
        about_templates = [notice for notice in notices if notice.field in FIELDS]
        if about_templates:
            self.env["wa.template"]._take_notices(self, about_templates)
        return super()._take_notices([notice for notice in notices if notice.field not in FIELDS])

    def action_connect(self):
        """Connect, and have the templates read soon after: a business may have some already."""
        outcome = super().action_connect()
        if "connected" in self.mapped("state"):
            self.env.ref("innovasia_whatsapp.cron_sync_templates").sudo()._trigger()
        return outcome

    def _adopt_template_names(self, purpose, values_of):
        """For migrations: let names of templates, which devices had for a purpose, become templates.

        They were approved when they were chosen; the first look at Meta's list says what else is to be known.

        :param str purpose: the fields' prefix: otp, receipt
        :param values_of: a function from a language to values of wa.template
        """
        columns = [f"{purpose}_template_name", f"{purpose}_template_language"]
        if not all(sql.column_exists(self.env.cr, "wa_account", column) for column in columns):
            return
        name, language = map(SQL.identifier, columns)
        query = SQL("SELECT id, %s, coalesce(%s, 'id') FROM wa_account WHERE %s <> ''", name, language, name)
        templates = self.env["wa.template"]
        for account_id, name, language in self.env.execute_query(query):
            account = self.browse(account_id)
            asked = [("waba_id", "=", account.waba_id), ("name", "=", name), ("language", "=", language)]
            given = {"name": name, "language": language, "account_id": account_id, "status": "approved", **values_of(language)}
            account[f"{purpose}_template_id"] = templates.search(asked, limit=1) or templates.create(given)

    def _one_of_each_waba(self):
        """:return: these devices, but one only of each WhatsApp Business account"""
        found = {}
        for account in self:
            found.setdefault(account.waba_id, account)
        return self.browse(account.id for account in found.values())
