from odoo import fields, models


class BankFileImport(models.Model):
    """A file of mutations that was read, and what came of it."""

    _name = "bank.file.import"
    _description = "Bank File Import"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char("File", required=True, readonly=True)
    journal_id = fields.Many2one("account.journal", "Bank account", required=True, ondelete="restrict")
    company_id = fields.Many2one(related="journal_id.company_id", store=True, index=True)
    mapping_id = fields.Many2one("bank.file.mapping", ondelete="restrict")
    digest = fields.Char(readonly=True)
    mutation_ids = fields.One2many("bank.mutation", "import_id", readonly=True)
