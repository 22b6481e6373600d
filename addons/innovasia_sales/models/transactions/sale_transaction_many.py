from odoo import models

from ...tools import batch


class SaleTransaction(models.Model):
    """What a verifier ticks in a list: at once when it is little, otherwise in the background."""

    _inherit = "sale.transaction"

    def action_accept_selected(self):
        """Accept what was ticked, see ``action_accept``.

        :return: an action that shows what became of each, or how far it is
        """
        return self._decide_selected("accept")

    def _decide_selected(self, deed, *arguments):
        """Decide about all of these, at once or in the background.

        :param str deed: ``accept``, ``reject`` or ``reverse``. ``_<deed>_each`` does it to some of them, and returns
            ({transaction: None or refusal}, what happened to the others in a word, {transaction: what else there is to say})
        :param arguments: for that method, JSON
        """
        self._check_verifier()
        if len(self) > batch.AT_ONCE:
            return self.env["sale.transaction.result"]._begin(self, deed, *arguments)
        return getattr(self, f"action_{deed}")(*arguments)
