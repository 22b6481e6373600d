from odoo import fields, models


class TransferIntent(models.Model):
    """An expected transfer as what a conversion, a manual entry or the counter has entered."""

    _inherit = "transfer.intent"

    client_key = fields.Char(
        readonly=True, copy=False, help="Chosen by the screen, so that a repeated click enters the sale once."
    )

    _client_key_unique = models.UniqueIndex("(user_id, client_key) WHERE client_key IS NOT NULL")

    def _entry_told(self):
        """:return: dict of ``model``, ``id``, ``name``, and what is to be transferred, see :meth:`_wa_transfer`"""
        self.ensure_one()
        return {"model": self._name, **self._wa_transfer()}

    def _entry_text(self):
        """:return: what colleagues read in the conversation of what was entered, in a few words"""
        self.ensure_one()
        return self.env._(
            "%(amount)s to be transferred until %(date)s", amount=self._money(self.payable), date=self._clock(self.expires_at)
        )

    def action_wa_open(self):
        """Open an expected transfer.

        :return: an action
        """
        self.ensure_one()
        self.check_access("read")
        return self._get_records_action(name=self.name, context={})
