from odoo import fields, models


class BankMutationSighting(models.Model):
    """How one teller names a mutation: a service, the files of one mapping, a person.

    Several tell of the same money in words of their own; by this, each of them is believed once (tools/mutation_plan.py).
    Written by SQL along with the mutations, and never shown.
    """

    _name = "bank.mutation.sighting"
    _description = "Telling of a Bank Mutation"
    _log_access = False

    mutation_id = fields.Many2one("bank.mutation", required=True, index=True, ondelete="cascade")
    journal_id = fields.Many2one("account.journal", required=True, ondelete="cascade")
    teller = fields.Char(required=True)
    key = fields.Char(required=True)

    _name_unique = models.UniqueIndex("(journal_id, teller, key)")
