from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """What is paid out of accounts with unique codes waits for the bank's word from now on."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    for journal in env["account.journal"].search([("transfer_open", "=", True)]):
        journal._transfer_prepare_paying()
