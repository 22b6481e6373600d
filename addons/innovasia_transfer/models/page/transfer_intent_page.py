from odoo import SUPERUSER_ID, api, models
from odoo.tools import consteq, get_lang, hmac

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
        :return: transfer.intent as the system sees it, in the customer's language and the company's time; empty for a link
            that was guessed or edited, or whose intent is gone
        """
        intents = self.with_user(SUPERUSER_ID)
        # As bytes: a link may hold any letter.
        if not consteq(signature.encode(), self._page_signature(intent_id).encode()):
            return intents.browse()
        intent = intents.browse(intent_id).exists()
        return intent and intent.with_company(intent.company_id).with_context(**intent._page_context())

    def _page_context(self):
        """:return: {"lang", "tz"} of the page: the customer's language where it is installed, else the company's"""
        self.ensure_one()
        company = self.company_id
        lang = get_lang(self.env, self.partner_id.lang or company._language()).code
        return {"lang": lang, "tz": company._ledger_zone()}
