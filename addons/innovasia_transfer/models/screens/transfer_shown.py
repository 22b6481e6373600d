from odoo import api, models


class TransferShown(models.AbstractModel):
    """What the lists of who matches money are made of: their screens hear when it changes."""

    _name = "transfer.shown"
    _description = "Shown on the Screens of Matchers"

    #: The fields that the lists depend on.
    _shown = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env["transfer.board"]._tell_screens()
        return records

    def write(self, vals):
        result = super().write(vals)
        if self._shown & vals.keys():
            self.env["transfer.board"]._tell_screens()
        return result


class BankMutation(models.Model):
    _name = "bank.mutation"
    _inherit = ["bank.mutation", "transfer.shown"]

    _shown = frozenset(("state", "matched_amount", "refunded_amount", "set_aside_at"))


class TransferIntent(models.Model):
    _name = "transfer.intent"
    _inherit = ["transfer.intent", "transfer.shown"]

    _shown = frozenset(("state", "received", "proof_at"))
