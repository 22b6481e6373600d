from odoo import fields, models


class BankFileMapping(models.Model):
    """Which column of a bank's file means what, as a user says it."""

    _name = "bank.file.mapping"
    _description = "Bank File Mapping"
    _order = "sequence, name, id"

    name = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company", index=True, help="Empty: for all companies.")
