from odoo import api, models

_TOLD = "innovasia_transfer.money_told"


class TransferBoard(models.AbstractModel):
    """Screens follow what happens: they hear that something did, and ask for themselves."""

    _inherit = "transfer.board"

    @api.model
    def _tell_screens(self):
        """Have the screens of who matches money look anew, once per transaction of the database."""
        precommit = self.env.cr.precommit
        if not precommit.data.get(_TOLD):
            precommit.data[_TOLD] = True
            precommit.add(self.sudo()._tell_screens_now)

    @api.model
    def _tell_screens_now(self):
        self.env.cr.precommit.data.pop(_TOLD, None)
        self.env.ref("innovasia_transfer.group_matcher")._bus_send("innovasia_transfer/money_changed", {})
