from odoo import Command, api, fields, models


class TransferReason(models.TransientModel):
    """Why money is set aside, or a match undone. The reason stays with it."""

    _name = "transfer.reason"
    _description = "Reason for a Decision about Money"

    reason = fields.Char(required=True)
    mutation_ids = fields.Many2many("bank.mutation", readonly=True)
    match_ids = fields.Many2many("transfer.match", readonly=True)

    @api.model
    def _ask(self, title, mutations=None, matches=None):
        """:param str title: what is about to be done
        :param mutations: bank.mutation that are set aside
        :param matches: transfer.match that are undone
        :return: an action that opens the window
        """
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": self._name,
            "views": [(False, "form")],
            "target": "new",
            "context": {
                "default_mutation_ids": [Command.set(mutations.ids if mutations else [])],
                "default_match_ids": [Command.set(matches.ids if matches else [])],
            },
        }

    def action_confirm(self):
        """Do it, with this reason.

        :raises UserError: when it cannot be done, with the sentence that says why
        """
        if self.mutation_ids:
            self.mutation_ids.action_set_aside(self.reason)
        if self.match_ids:
            self.match_ids.action_undo(self.reason)
        return {"type": "ir.actions.act_window_close"}
