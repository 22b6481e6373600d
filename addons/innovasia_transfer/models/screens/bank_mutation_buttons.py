from odoo import models


class BankMutation(models.Model):
    """From a mutation to what it is about, and to where it is decided."""

    _inherit = "bank.mutation"

    def action_open_board(self):
        """:return: an action: unpaid orders beside unmatched money, this mutation chosen"""
        self.ensure_one()
        action = self.env["ir.actions.client"]._for_xml_id("innovasia_transfer.action_transfer_board")
        return action | {"params": {"mutation_id": self.id}}

    def action_open_set_aside(self):
        """:return: an action: the window that asks why this is no payment for us"""
        return self.env["transfer.reason"]._ask(self.env._("Not a payment for us"), mutations=self)

    def action_open_sum(self):
        """:return: an action: the window that asks which payments this is the sum of, less the bank's fee"""
        self.ensure_one()
        self._check_matcher()
        return self.env["bank.mutation.sum"]._open(self)

    def action_open_refund(self):
        """:return: an action: the window that asks which outgoing mutation returned this money"""
        return self._open_pairing(self.env._("Paid back"))

    def action_open_reversal(self):
        """:return: an action: the window that asks by which outgoing mutation the bank took this money back"""
        return self._open_pairing(self.env._("Taken back by the bank"), default_is_reversal=True)

    def _open_pairing(self, title, **defaults):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "transfer.pairing",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_mutation_id": self.id, **defaults},
        }

    def action_view_orders(self):
        """:return: an action: the orders that were paid with these, those whose match was undone included"""
        return self.match_ids.intent_id.order_id._get_records_action(name=self.env._("Orders"))

    def action_view_entry(self):
        """:return: an action: what the bank's word is in the books"""
        return self.statement_line_id.move_id._get_records_action(name=self.env._("Journal entry"))
