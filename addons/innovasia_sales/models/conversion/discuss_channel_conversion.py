from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError


class DiscussChannel(models.Model):
    """Konversi: what was agreed and paid in a conversation becomes a sale to verify (spec/000)."""

    _inherit = "discuss.channel"

    def wa_conversion(self, file_ids=()):
        """Tell what the window needs to enter a sale to this customer.

        :param list file_ids: ids of files of this conversation that are meant as evidence
        :return: as ``sale.conversion._open``, with ``files`` (see ``sale.conversion._chat_files``)
        """
        conversion, blank = self.env["sale.conversion"], self._wa_blank_sale()
        return {**conversion._open(blank), "files": conversion._chat_files(self, file_ids)}

    def wa_conversion_products(self, term=""):
        """Find products.

        :return: as ``sale.conversion._offer``
        """
        return self.env["sale.conversion"]._offer(self._wa_blank_sale(), term)

    def wa_conversion_quote(self, values):
        """Tell what products would cost this customer.

        :return: as ``sale.conversion._quote``
        """
        return self.env["sale.conversion"]._quote(self._wa_blank_sale(), values)

    def wa_convert(self, values):
        """Make a draft order and a pending transaction of what the customer of this conversation bought and paid.

        A note of it stands in the conversation, which the customer never reads.

        :param dict values: as in ``sale.conversion._enter``
        :return: as ``sale.transaction._entry_told``
        :raises UserError: with what is wrong, or who serves this customer; nothing is stored then
        """
        company, partner = self._wa_check_conversion()
        conversion = self.env["sale.conversion"]
        known = isinstance(values, dict) and conversion._entered(values.get("key") or "")
        entered = known or conversion._enter(company, partner, values, "conversion", channel=self)
        if entered.wa_channel_id != self:
            raise UserError(self.env._("This sale was entered in another conversation already."))
        if not known:
            self._wa_note_conversion(entered)
        return entered._entry_told()

    def _wa_blank_sale(self):
        company, partner = self._wa_check_conversion()
        return self.env["sale.conversion"]._blank(company, partner, self)

    def _wa_check_conversion(self):
        """:return: (res.company, res.partner) of this conversation, when the user may enter sales in it"""
        self.ensure_one()
        self._wa_check_free()
        # sudo: the customer and the device of a conversation that the user reads
        channel = self.sudo()
        if not channel.wa_partner_id:
            raise UserError(self.env._("This conversation has no customer. Open the contact first."))
        return channel.wa_account_id.company_id, self.env["res.partner"].browse(channel.wa_partner_id.id)

    def _wa_note_conversion(self, entered):
        self.message_post(
            body=Markup("{} · {}<br/>{}").format(
                self.env._("Conversion %s", entered.name), entered._entry_text(), entered.order_id._wa_products_text()
            ),
            message_type="notification",
            subtype_xmlid="mail.mt_note",
        )
