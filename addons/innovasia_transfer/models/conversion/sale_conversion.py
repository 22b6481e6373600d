from psycopg2.errors import UniqueViolation

from odoo import models
from odoo.exceptions import ConcurrencyError
from odoo.tools import plaintext2html

from odoo.addons.innovasia_sales.models.conversion.sale_conversion import MOST_NOTE


class SaleConversion(models.AbstractModel):
    """A sale that is to be paid by transfer: an order, and the amount that is expected for it, instead of a transaction."""

    _inherit = "sale.conversion"

    def _enter_by(self, method, company, partner, values, source, channel):
        if not method.is_transfer:
            return super()._enter_by(method, company, partner, values, source, channel)
        note = self._text(values.get("note"), MOST_NOTE)
        self._keep_address(partner, values.get("address"))
        order = self._make_order(company, partner, values, channel)
        self._check_total(order, values.get("total"))
        intent = order._transfer_open(method)
        try:
            with self.env.cr.savepoint():
                intent.write({"client_key": values["key"]})
                intent.flush_recordset()
        except UniqueViolation as error:
            # A second click at the same instant. Odoo repeats the request, which then finds what the first one entered.
            raise ConcurrencyError("The same sale is being entered already.") from error
        if note:
            order.message_post(body=plaintext2html(note), subtype_xmlid="mail.mt_note")
        return intent

    def _entered(self, key):
        entered = super()._entered(key)
        if entered or not isinstance(key, str) or not key:
            return entered
        intents = self.env["transfer.intent"].sudo()
        return intents.search([("user_id", "=", self.env.uid), ("client_key", "=", key)], limit=1) or entered
