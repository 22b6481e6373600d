from odoo import models


class TransferIntent(models.Model):
    """What becomes of an expected transfer, for addons and features that speak of it: nothing happens here.

    Each is called in the transaction in which it happens, and raises nothing.
    """

    _inherit = "transfer.intent"

    def _opened(self):
        """Called when these wait for money from now on."""

    def _expired(self):
        """Called when the time to pay is over; the code stays reserved until ``release_at``."""

    def _released(self):
        """Called when these are given up: money that comes later is matched by people."""

    def _cancelled(self):
        """Called when nobody waits for this money any more: the order was cancelled, changed, or paid otherwise."""

    def _money_came(self, match, outcome):
        """Called when money was matched with this one.

        :param match: transfer.match
        :param str outcome: ``paid``, ``under`` (something is left to pay) or ``over`` (more came than was asked for)
        """
