from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import ConcurrencyError


class WaIdentity(models.Model):
    _inherit = "wa.identity"

    @api.model
    def _for_number(self, account, number, partner):
        """The identity with which a device writes to a colleague's number; no conversation comes of it.

        :param str number: digits with the country code
        :param partner: the colleague, should the number be unknown so far
        """
        asked = [("account_id", "=", account.id), ("wa_id", "=", number)]
        if known := self.sudo().search(asked, limit=1):
            return known
        try:
            with self.env.cr.savepoint():
                return self.sudo().create({"account_id": account.id, "wa_id": number, "partner_id": partner.id})
        except UniqueViolation as error:
            # Created by a transaction that this one cannot see: begun anew, it finds the identity.
            raise ConcurrencyError("The same identity was created at the same time") from error
