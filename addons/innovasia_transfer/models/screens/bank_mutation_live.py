from odoo import api, models

#: What the lists of unmatched money depend on.
SHOWN = {"state", "matched_amount", "refunded_amount", "set_aside_at"}


class BankMutation(models.Model):
    """Money that comes or is settled shows on the screens of who matches it."""

    _inherit = "bank.mutation"

    @api.model_create_multi
    def create(self, vals_list):
        mutations = super().create(vals_list)
        self.env["transfer.board"]._tell_screens()
        return mutations

    def write(self, vals):
        result = super().write(vals)
        if SHOWN & vals.keys():
            self.env["transfer.board"]._tell_screens()
        return result
