from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..intents.transfer_intent import LIVE

LATEST = 5


class DiscussChannel(models.Model):
    """The transfers that the customer of a conversation is expected to make, beside the conversation."""

    _inherit = "discuss.channel"

    def wa_purchases(self):
        """Tell the expected transfers as well.

        :return: as before, with ``transfers`` (see ``transfer.intent._wa_transfer``): those that are waited for, and those that
            finance looks for
        """
        transfers = self._wa_expected()
        return {**super().wa_purchases(), "transfers": [transfer._wa_transfer() for transfer in transfers]}

    def wa_intent(self, intent_id):
        """Tell how far one transfer of this customer is.

        :param int intent_id: one that :meth:`wa_purchases` told, or the entry of the sale
        :return: dict, see ``transfer.intent._wa_transfer``, also when it is waited for no more; False when it is not theirs
        """
        intent = self._wa_of_customer(Domain("id", "=", intent_id))
        return intent._wa_transfer() if intent else False

    def wa_verify_transfer(self, intent_id, file_ids=()):
        """Open the form in which the evidence of a transfer of this customer is gathered.

        :param int intent_id: one that :meth:`wa_purchases` told
        :param list file_ids: ids of files of this conversation that show the transfer
        :return: an action, a window
        :raises UserError: when it is not expected of this customer
        """
        self.ensure_one()
        self._wa_check_conversion()
        intent = self._wa_expected().filtered(lambda transfer: transfer.id == intent_id)
        if not intent:
            raise UserError(self.env._("This transfer is not expected any more. Look at the order."))
        files = self.env["sale.conversion"]._identifiers(file_ids)
        known = {file["id"] for file in self.env["sale.conversion"]._chat_files(self, files)}
        return intent.sudo(self.env.su).action_verify([id_ for id_ in files if id_ in known])

    def _wa_expected(self):
        """:return: transfer.intent, superuser's, of the customer of this conversation, the latest first"""
        return self._wa_of_customer(Domain("state", "in", LIVE) | Domain("verification_ids.state", "=", "submitted"))

    def _wa_of_customer(self, domain):
        self.ensure_one()
        self._wa_check_whatsapp()
        # sudo: the customer of a conversation that the user reads
        channel = self.sudo()
        of_customer = Domain("partner_id", "=", channel.wa_partner_id.id or 0)
        of_company = Domain("company_id", "=", channel.wa_account_id.company_id.id)
        intents = self.env["transfer.intent"].sudo()
        return intents.search(of_customer & of_company & domain, order="id desc", limit=LATEST)
