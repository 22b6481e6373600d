from psycopg2.errors import UniqueViolation

from odoo import api, models
from odoo.exceptions import ConcurrencyError

from odoo.addons.innovasia_whatsapp.models.wa_identity import CREATING


class WaIdentity(models.Model):
    """Customers who are written to before they ever wrote."""

    _inherit = "wa.identity"

    @api.model
    def _for_numbers(self, account, partners):
        """The identities with which a device writes to these numbers; no conversation comes of it.

        Those that are created are created under the lock of the inbox until the transaction ends: a first message that comes
        in at the same moment waits, and finds them.

        :param dict partners: {number, digits with the country code: res.partner, should the number be unknown so far}
        :return: {number: wa.identity}
        :raises ConcurrencyError: somebody else created one; begun anew, the transaction finds it
        """
        asked = [("account_id", "=", account.id), ("wa_id", "in", list(partners))]
        found = {identity.wa_id: identity for identity in self.sudo().search(asked)}
        unknown = {number: partner for number, partner in partners.items() if number not in found}
        if not unknown:
            return found
        self.env.cr.execute("SELECT pg_advisory_xact_lock(%s)", [CREATING])
        try:
            with self.env.cr.savepoint():
                created = self.sudo().create(
                    [
                        {"account_id": account.id, "wa_id": number, "partner_id": partner.id}
                        for number, partner in unknown.items()
                    ]
                )
        except UniqueViolation as error:
            raise ConcurrencyError("The same identity was created at the same time") from error
        return found | dict(zip(unknown, created, strict=True))
