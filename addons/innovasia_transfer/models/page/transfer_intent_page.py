from odoo import api, models
from odoo.tools import consteq, hmac

#: Hexadecimal digits of a signature: 128 bits, in a link that still fits a chat.
SIGNATURE = 32


class TransferIntent(models.Model):
    """Each expected transfer has a page for the customer, whom the link itself lets in (spec/004)."""

    _inherit = "transfer.intent"

    def _page_path(self):
        """:return: the path of the customer's page; who knows it may see it and send a proof"""
        self.ensure_one()
        return f"/bayar/{self.id}/{self._page_signature(self.id)}"

    def _page_url(self):
        """:return: the link that is sent to the customer"""
        return f"{self.order_id.get_base_url()}{self._page_path()}"

    @api.model
    def _page_signature(self, intent_id):
        """:return: what only this database can add to the link of an intent"""
        return hmac(self.sudo().env, "innovasia_transfer.page", intent_id)[:SIGNATURE]

    @api.model
    def _from_page(self, intent_id, signature):
        """Find whose page a link opens.

        :param int intent_id: what the link says
        :param str signature: what the link says
        :return: transfer.intent, sudo; empty for a link that was guessed, edited, or whose intent is gone
        """
        if not consteq(signature, self._page_signature(intent_id)):
            return self.sudo().browse()
        return self.sudo().browse(intent_id).exists()
